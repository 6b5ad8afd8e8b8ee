from importlib import import_module

from django_structlog.signals import bind_extra_request_metadata

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out

# The rooms that write to people.
WITH_LETTERS = ("codes", "devices", "door", "me", "me.export", "leaving")


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import shown
        from accounts.devices import receivers
        from accounts.door.other_hosts import FORM_TARGETS
        from accounts.identity.guarded_names import KNOWN_NAMES
        from accounts.me.export import own_data
        from accounts.me.export.registry import EXPORTS
        from accounts.social.hosts import provider_hosts
        from accounts.staff.own_names import names_of_staff
        from core.letters import SAMPLES

        shown.connect()
        bind_extra_request_metadata.connect(
            receivers.note_address, dispatch_uid="accounts.address"
        )
        # Importing them registers them.
        import_module("accounts.human.checks")
        import_module("accounts.sms.checks")

        KNOWN_NAMES.register("staff", names_of_staff)
        FORM_TARGETS.register("social", provider_hosts)
        for room in WITH_LETTERS:
            SAMPLES.register_all(import_module(f"accounts.{room}.letters").SAMPLES)
        EXPORTS.register("account", own_data.account_files)
        user_logged_in.connect(receivers.note_device, dispatch_uid="accounts.device")
        user_logged_out.connect(receivers.end_device, dispatch_uid="accounts.device")
