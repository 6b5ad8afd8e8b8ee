"""A copy of a person's data: made by a task."""

import secrets
import tempfile
import zipfile
from datetime import timedelta
from typing import IO

import structlog

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.codes.mailing import write_to
from accounts.me.export.letters import export_ready_letter
from accounts.me.export.registry import files_of
from accounts.models import DataExport, User
from core.files import delete_file
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


def _pending() -> QuerySet[DataExport]:
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


def fail_stale_exports() -> int:
    """Mark what no worker finished; how many."""
    before = timezone.now() - STALE_AFTER
    stale = _pending().filter(created_at__lt=before)
    return int(stale.update(state=DataExport.State.FAILED))
