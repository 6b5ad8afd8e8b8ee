from importlib import import_module

from django_structlog.signals import bind_extra_request_metadata

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import export, letters, own_data
        from accounts.devices import receivers
        from accounts.identity.guarded_names import register_known_names
        from accounts.staff.own_names import names_of_staff
        from core.letters import SAMPLES

        bind_extra_request_metadata.connect(
            receivers.note_address, dispatch_uid="accounts.address"
        )
        # Importing them registers them.
        import_module("accounts.human.checks")
        import_module("accounts.sms.checks")

        register_known_names(names_of_staff)
        SAMPLES.update(letters.SAMPLES)
        export.register("account", own_data.account_files)
        user_logged_in.connect(receivers.note_device, dispatch_uid="accounts.device")
        user_logged_out.connect(receivers.end_device, dispatch_uid="accounts.device")
