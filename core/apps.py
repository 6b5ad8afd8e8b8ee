from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.pages import receivers, shown

        import_module("core.cautions")  # importing it registers the check
        receivers.connect()
        shown.connect()
