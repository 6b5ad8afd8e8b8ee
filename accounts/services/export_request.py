"""Asking for a copy of a person's data."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.exceptions import ExportTooSoonError
from accounts.models import DataExport, User
from accounts.services.export import fail_stale_exports
from accounts.tasks import make_export_task

EVERY = timedelta(days=1)


@transaction.atomic
def request_export(*, user: User) -> DataExport:
    """Note that `user` wants a copy; a task makes it after the commit.

    ExportTooSoonError within 24 h of the last one, unless that one failed.
    """
    # Two clicks at once: the second waits here, and then sees the first one's row.
    User.objects.select_for_update().get(pk=user.pk)
    fail_stale_exports()
    recent = DataExport.objects.filter(
        user=user, created_at__gt=timezone.now() - EVERY
    ).exclude(state=DataExport.State.FAILED)
    if recent.exists():
        raise ExportTooSoonError
    export = DataExport.objects.create(user=user)
    make_export_task.delay_on_commit(export.pk)
    return export
