from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("首页")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.identity import told_by
        from home import receivers
        from home.models import HomePage, SiteSettings
        from images.declared import FRAMES
        from serving.lookup import expect

        receivers.connect()
        FRAMES.register("site settings", SiteSettings)
        told_by(SiteSettings.identity)
        expect(0, HomePage.objects.for_reading)
