"""Publishing and expiring on time, each by itself: one that fails holds up nobody.

What Wagtail's `publish_scheduled` does, which stops at the first failure and has
cleared that one's schedule by then.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.log_actions import log as note
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision

from articles.mail.schedule_mail import tell_of_failure
from core.locks import PATIENCE, TooLongError, is_held_up
from core.pages.tree import hold_alone
from core.web.unreadable import is_database_away

log = structlog.get_logger(__name__)
FAILED = "articles.schedule_failed"
# How late something may be because others are at work, before anybody hears of it.
LATE = timedelta(minutes=5)


def keep_schedules() -> int:
    """Publish and expire what is due; how many did not work.

    Those stay due and are tried again each time. Author and editors hear of a
    failure once, and the page's history keeps it. Somebody who is at work on a page is
    no failure, until it is `LATE`.
    """
    now, failures = timezone.now(), 0
    for model in _models():
        over = model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
        for row in list(over):
            failures += not _attempt(row, None, partial(_expire, row))
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in list(due.order_by("approved_go_live_at", "pk")):
        row = revision.content_object
        if row is None:
            _drop(revision)
        else:
            failures += not _attempt(row, revision, partial(_publish, revision))
    return failures


def overdue_revision(page: Page) -> Revision | None:
    """The revision whose time has come and that could not be published."""
    return page.revisions.filter(approved_go_live_at__lt=timezone.now()).first()


def last_failure(page: Page) -> str:
    """Why the schedule of `page` could not be kept, or an empty string.

    One that was kept since, put off or taken back has not failed.
    """
    entry = PageLogEntry.objects.filter(page_id=page.pk, action=FAILED).first()
    if entry is None:
        return ""
    waiting = page.revisions.filter(approved_go_live_at__isnull=False)
    planned = [(each.pk, _moment(page, each)) for each in waiting]
    planned += [(None, _moment(page, None))] if page.live else []
    is_waiting = (entry.data["revision"], entry.data["moment"]) in planned
    return entry.data["reason"] if is_waiting else ""


def _models() -> list[Any]:
    own = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *own]


def _expire(row: Any) -> None:
    row = _locked(row)
    # It may have been put off, or taken down, while it waited for the lock.
    if row.live and row.expire_at is not None and row.expire_at < timezone.now():
        row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    _locked(revision.content_object)
    # Read anew behind the lock: its author may have taken the schedule back while
    # this waited, or the page may have been moved, and would be written back.
    due = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False)
    if (fresh := due.first()) is not None:
        fresh.publish(log_action="wagtail.publish.scheduled")


def _drop(revision: Revision) -> None:
    """Its page was deleted while somebody set its time: there is nothing to publish."""
    log.warning(
        "schedule_of_nothing", revision=revision.pk, kind=revision.content_type_id
    )
    revision.delete()


def _locked(row: Any) -> Any:
    if isinstance(row, Page):
        hold_alone({row.pk}, PATIENCE)
        return Page.objects.get(pk=row.pk)
    own = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    return own.get(pk=row.pk)


def _attempt(row: Any, revision: Revision | None, act: Callable[[], None]) -> bool:
    """Whether `act` worked or has time; else nothing has changed and people are told."""
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        if _is_busy(error) and timezone.now() - _due(row, revision) < LATE:
            log.warning(
                "schedule_waits", row=str(row), pk=row.pk, why=repr(error)[:200]
            )
            return True
        log.exception("schedule_failed", row=str(row), pk=row.pk)
        if isinstance(row, Page):
            _note_failure(row, revision, error)
        return False
    return True


def _note_failure(page: Page, revision: Revision | None, error: Exception) -> None:
    key = {
        "revision": revision.pk if revision else None,
        "moment": _moment(page, revision),
        "error": repr(error)[:500],
    }
    noted = PageLogEntry.objects.filter(page_id=page.pk, action=FAILED)
    last = noted.first()
    if last is not None and {name: last.data.get(name) for name in key} == key:
        return
    with transaction.atomic():
        note(
            instance=page,
            action=FAILED,
            revision=revision,
            data={**key, "reason": reason_of(error)},
        )
        tell_of_failure(page, revision, _due(page, revision), lambda: reason_of(error))


def _due(row: Any, revision: Revision | None) -> Any:
    return revision.approved_go_live_at if revision else row.expire_at


def _moment(row: Any, revision: Revision | None) -> str | None:
    due = _due(row, revision)
    return due.isoformat() if due else None


def _is_busy(error: Exception) -> bool:
    return (
        isinstance(error, TooLongError) or is_held_up(error) or is_database_away(error)
    )


def reason_of(error: Exception) -> str:
    """What people can do something about, in the language that is active."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if _is_busy(error):
        return _("一直有人在处理这一页。")
    return _("系统出了错，管理员能在日志里看到原因。")
