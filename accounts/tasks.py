"""Doors of the worker to what accounts do after a commit or at night."""

from celery import shared_task

from django.core.management import call_command

from accounts.codes.cleaning import forget_old_codes, forget_old_counts
from accounts.devices.services import forget_old_devices
from accounts.human.picture import forget_expired_pictures
from accounts.limits.once import forget_spent_tokens
from accounts.services.deletion import carry_out_deletion, due_deletions
from accounts.services.export import forget_exports, make_export
from accounts.services.forgetting import forget_pending


@shared_task
def make_export_task(export_id: int) -> bool:
    """Make a copy of a person's data; false where it was not due or failed."""
    return make_export(export_id)


@shared_task
def delete_due_accounts_task() -> int:
    """Every day: delete the accounts whose 7 days are over; how many."""
    return sum(carry_out_deletion(user_id) for user_id in due_deletions())


@shared_task
def forget_task() -> None:
    """Every night: delete what is too old to matter."""
    forget_old_codes()
    forget_old_counts()
    forget_pending()
    forget_spent_tokens()
    forget_expired_pictures()
    forget_old_devices()
    forget_exports()
    call_command("clearsessions")
    call_command("clearsocial", age=1)
