from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = pgettext_lazy("plural", "图片")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from images import receivers

        receivers.connect()
