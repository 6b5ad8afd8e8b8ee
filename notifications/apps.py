from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("通知")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.devices.signals import new_device
        from accounts.leaving.registry import LEAVING
        from accounts.me.export.registry import EXPORTS
        from notifications import own_data, receivers
        from notifications.kinds import register_kind

        register_kind(receivers.SIGN_IN)
        new_device.connect(receivers.tell_new_device, dispatch_uid="notifications")
        EXPORTS.register("notifications", own_data.choice_files)
        LEAVING.register("notifications", own_data.erase_choices)
