from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import receivers

        receivers.connect()
        post_migrate.connect(
            receivers.database_migrated,
            sender=self,
            dispatch_uid="core.database_migrated",
        )
