from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("首页")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.sitename import named_by
        from home import receivers
        from home.models import SiteSettings
        from home.old_addresses import fit_redirects
        from home.site_address import follow_site_url
        from images.openness import register_frame

        receivers.connect()
        fit_redirects()
        register_frame(SiteSettings)
        named_by(SiteSettings.name_of_site)
        post_migrate.connect(
            follow_site_url, sender=self, dispatch_uid="home.follow_site_url"
        )
