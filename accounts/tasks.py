"""The clock's door to what accounts do at night."""

from celery import shared_task

from django.core.management import call_command

from accounts.codes.cleaning import remove_old_codes, remove_old_sendings
from accounts.devices.services import remove_old_devices
from accounts.door.activation import remove_expired_sign_ups
from accounts.human.picture import remove_expired_pictures
from accounts.limits.once import remove_spent_tokens
from accounts.limits.throttling import remove_old_windows
from accounts.me.export.services import remove_old_exports


@shared_task
def clean_up_task() -> None:
    """Every night: delete what is too old to matter."""
    remove_old_codes()
    remove_old_sendings()
    remove_old_windows()
    remove_expired_sign_ups()
    remove_spent_tokens()
    remove_expired_pictures()
    remove_old_devices()
    remove_old_exports()
    call_command("clearsessions")
    call_command("clearsocial", age=1)
