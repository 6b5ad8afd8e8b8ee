"""A copy of a person's data: made by a task, downloaded, forgotten."""

import secrets
import tempfile
import zipfile
from datetime import timedelta
from typing import IO, Any

import structlog

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.codes.mailing import write_to
from accounts.exceptions import ExportGoneError
from accounts.export import files_of
from accounts.letters import export_ready_letter
from accounts.models import DataExport, User
from core.files import FilesAwayError, delete_file
from core.letters import Letter

log = structlog.get_logger(__name__)
# No public address leads here: `cms.urls` serves pictures only.
FOLDER = "private/exports"
KEPT_FOR = timedelta(days=7)
# A worker that was killed says nothing: after this the task counts as failed.
STALE_AFTER = timedelta(hours=1)


def make_export(export_id: int) -> bool:
    """Make the copy, and tell the person by mail; false where it was not due.

    Harmless when repeated or run twice at once: the first to finish keeps its
    file. Whatever goes wrong is logged and leaves a failed export, so that the
    person can ask again at once.
    """
    export = _pending().filter(pk=export_id).select_related("user").first()
    if export is None:
        return False
    try:
        with tempfile.TemporaryFile() as copy:
            _write(export.user, copy)
            return _keep(export, copy)
    except Exception:
        log.exception("export_failed", export=export_id)
        _pending().filter(pk=export_id).update(state=DataExport.State.FAILED)
        return False


def _pending() -> Any:
    return DataExport.objects.filter(state=DataExport.State.PENDING)


def _write(user: User, copy: IO[bytes]) -> None:
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files_of(user):
            archive.writestr(file.path, file.content)


def _keep(export: DataExport, copy: IO[bytes]) -> bool:
    copy.seek(0)
    name = default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(32)}.zip", File(copy))
    now = timezone.now()
    try:
        with transaction.atomic():
            # Columns of this table only: so two at once are told apart.
            is_first = (
                _pending()
                .filter(pk=export.pk)
                .update(
                    state=DataExport.State.READY,
                    file=name,
                    ready_at=now,
                    expires_at=now + KEPT_FOR,
                )
            )
            if is_first:
                write_to(export.user, lambda: _letter(export))
    except Exception:
        delete_file(name)
        raise
    if not is_first:
        delete_file(name)
    return bool(is_first)


def _letter(export: DataExport) -> Letter:
    address = settings.SITE_URL + reverse("me:export", args=[export.pk])
    return export_ready_letter(export.user.display_name, address)


def open_export(*, user: User, export_id: int) -> tuple[DataExport, IO[bytes]]:
    """The copy of `user` with this id, and its file to read.

    DataExport.DoesNotExist where it is not theirs, ExportGoneError where it is not
    ready, was forgotten, or its file is not there; FilesAwayError where the store is
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


def fail_stale_exports() -> int:
    """Mark what no worker finished; how many."""
    before = timezone.now() - STALE_AFTER
    stale = _pending().filter(created_at__lt=before)
    return int(stale.update(state=DataExport.State.FAILED))


def forget_exports() -> int:
    """Delete the files of copies whose 7 days are over; how many."""
    fail_stale_exports()
    over = DataExport.objects.filter(
        state=DataExport.State.READY, expires_at__lte=timezone.now()
    )
    return sum(_forget(export) for export in over)


def delete_exports(user: User) -> None:
    """Delete every copy of the data of `user`, files and all."""
    for export in DataExport.objects.filter(user=user):
        _forget(export)
        export.delete()


def _forget(export: DataExport) -> bool:
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
