"""Copies of a person's data: asked for, fetched, removed."""

from datetime import timedelta
from typing import IO

import structlog

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.me.export.exceptions import ExportGoneError, ExportTooSoonError
from accounts.me.export.making import fail_stale_exports
from accounts.me.export.tasks import make_export_task
from accounts.models import DataExport, User
from core.files import FilesAwayError, delete_file

log = structlog.get_logger(__name__)
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


def open_export(*, user: User, export_id: int) -> tuple[DataExport, IO[bytes]]:
    """The copy of `user` with this id, and its file to read.

    DataExport.DoesNotExist where it is not theirs, ExportGoneError where it is not
    ready, was removed, or its file is not there; FilesAwayError where the store is
    not.
    """
    export = DataExport.objects.get(pk=export_id, user=user)
    is_ready = export.state == DataExport.State.READY
    if not is_ready or export.expires_at is None or export.expires_at <= timezone.now():
        raise ExportGoneError
    try:
        return export, default_storage.open(export.file, "rb")
    except FilesAwayError:
        raise  # it is there, and can be fetched again soon
    except OSError as missing:
        log.exception("export_file_missing", export=export.pk)
        raise ExportGoneError from missing


def remove_old_exports() -> int:
    """Delete the files of copies whose 7 days are over; how many."""
    fail_stale_exports()
    over = DataExport.objects.filter(
        state=DataExport.State.READY, expires_at__lte=timezone.now()
    )
    return sum(_remove_file(export) for export in over)


def delete_exports(user: User) -> None:
    """Delete every copy of the data of `user`, files and all."""
    for export in DataExport.objects.filter(user=user):
        _remove_file(export)
        export.delete()


def _remove_file(export: DataExport) -> bool:
    if export.file:
        try:
            delete_file(export.file)
        except OSError:
            # Tomorrow night there is another try.
            log.exception("export_not_deleted", export=export.pk)
            return False
    DataExport.objects.filter(pk=export.pk).update(
        state=DataExport.State.EXPIRED, file=""
    )
    return True
