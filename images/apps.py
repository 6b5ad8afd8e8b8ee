from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = pgettext_lazy("plural", "图片")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.pages.forms import GUARDS
        from images import receivers
        from images.rights import refuse_foreign

        receivers.connect()
        GUARDS.register("images", refuse_foreign)
