"""Imports that were handed in: one worker at a time takes each to its end, and the
people who handed them in take turns."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import AnthologyPage
from core.locks import is_held, only_one, tells_the_dead
from transfer.jobs.parts import opened
from transfer.models import MarkdownImport
from transfer.reading.sources import open_zip
from transfer.report import Report
from transfer.writing.importing import import_posts
from transfer.writing.options import Options, Progress

State = MarkdownImport.State
# How long an import may be silent. On PostgreSQL a lock tells whether its worker lives.
# On SQLite, where one worker does everything, nobody takes it over in the middle of a
# batch: that holds the database.
LOST_AFTER = timedelta(seconds=40)
UNHEARD_AFTER = timedelta(minutes=1)
MAX_ATTEMPTS = 3
TELL_EVERY = 10


class SupersededError(Exception):
    """Another worker has taken the import over."""


def run_import(import_id: int) -> bool:
    """Take the import to its end; false when there is nothing to do now.

    Repeatable: what a run before has written is left alone. A failure is raised,
    and the import is due again until it has failed `MAX_ATTEMPTS` times.
    """
    found = MarkdownImport.objects.filter(pk=import_id).first()
    if found is None:
        return False
    with only_one(lock_name(found.anthology_id)) as is_mine, _place() as has_place:
        row = _claim(import_id) if is_mine and has_place else None
        if row is None:
            return False
        try:
            _finish(row, _import(row))
        except SupersededError:
            return False
        except AnthologyPage.DoesNotExist:
            if _is_there(row):
                _give_back(row)
                raise
            _end(row, State.FAILED, error="anthology_gone")
        except BaseException:
            _give_back(row)
            raise
        return True


@contextmanager
def _place() -> Iterator[bool]:
    """One of the places for imports: whoever moves in leaves workers to the others."""
    with ExitStack() as held:
        names = (place_name(number) for number in range(settings.IMPORTS_AT_ONCE))
        yield any(held.enter_context(only_one(name)) for name in names)


def place_name(number: int) -> str:
    """What a worker holds while it imports anything."""
    return f"import-place-{number}"


def next_import() -> int | None:
    """The import whose turn it is, if any waits: people take turns, see `by_turns`."""
    waiting = MarkdownImport.objects.waiting().by_turns()
    return waiting.values_list("pk", flat=True).first()


def in_turn(import_id: int) -> list[int]:
    """The import, and before it those of other people whose turn comes first.

    One that a worker has given back waits until it is named itself.
    """
    found = MarkdownImport.objects.filter(pk=import_id).first()
    if found is None or found.state != State.WAITING:
        return [import_id]
    fresh = Q(attempts=0) & ~Q(user=found.user_id)
    rows = MarkdownImport.objects.waiting().filter(fresh | Q(pk=import_id)).by_turns()
    ids = list(rows.values_list("pk", flat=True))
    return ids[: ids.index(import_id) + 1] if import_id in ids else [import_id]


def lock_name(anthology_id: int | None) -> str:
    """What a worker holds while it fills the anthology; it dies with the worker."""
    return f"import-{anthology_id}"


def due_imports() -> list[int]:
    """Imports nobody is at: never heard of, given back, or their worker is gone.

    Each is named again only after a while. One whose worker died is named within a
    minute, by a clock that ticks every 20 s.
    """
    now = timezone.now()
    unheard = Q(state=State.WAITING, touched_at__lt=now - UNHEARD_AFTER)
    silent = Q(state=State.RUNNING, touched_at__lt=now - LOST_AFTER)
    due = MarkdownImport.objects.filter(unheard | silent).order_by("pk")
    rows = due.only("anthology_id", "state")
    ids = [
        row.pk
        for row in rows
        # a batch that takes long is heard of at its end
        if row.state == State.WAITING or not is_held(lock_name(row.anthology_id))
    ]
    waiting = MarkdownImport.objects.filter(pk__in=ids, state=State.WAITING)
    waiting.update(touched_at=now)
    return ids


@transaction.atomic
def _claim(import_id: int) -> MarkdownImport | None:
    """Take the import, unless one is at work in the same anthology.

    The caller holds the lock of the anthology: where that tells, nobody is.
    """
    anthology = MarkdownImport.objects.filter(pk=import_id).values("anthology")
    unfinished = MarkdownImport.objects.select_for_update().filter(
        Q(pk=import_id) | Q(anthology__in=anthology),
        state__in=(State.WAITING, State.RUNNING),
    )
    rows = {row.pk: row for row in unfinished.order_by("pk")}
    row = rows.get(import_id)
    if row is None or any(_is_at_work(each) for each in rows.values()):
        return None
    if row.attempts >= MAX_ATTEMPTS:
        _end(row, State.FAILED, error="crashed")
        return None
    row.state, row.begun_at = State.RUNNING, timezone.now()
    row.touched_at = row.begun_at
    row.attempts += 1
    row.save(update_fields=["state", "begun_at", "touched_at", "attempts"])
    return row


def _is_at_work(row: MarkdownImport) -> bool:
    if tells_the_dead():
        return False
    is_fresh = row.touched_at >= timezone.now() - LOST_AFTER
    return row.state == State.RUNNING and is_fresh


def _import(row: MarkdownImport) -> Report | None:
    """What was done, None when the user may no longer write there."""
    if row.anthology is None:
        raise AnthologyPage.DoesNotExist
    options = _options(row)
    if options is None:
        return None
    with opened(row) as file:
        return import_posts(
            open_zip(file),
            author=row.anthology.author,
            anthology=row.anthology,
            options=options,
            progress=_teller(row),
        )


def _options(row: MarkdownImport) -> Options | None:
    """What its user may do now, None where that is not to write there."""
    user = get_user_model().objects.get(pk=row.user_id)
    anthology = AnthologyPage.objects.get(pk=row.anthology_id)
    permissions = anthology.permissions_for_user(user)
    if not (user.is_active and permissions.can_add_subpage()):
        return None
    return Options(
        user=user,
        may_publish=permissions.can_publish_subpage(),
        may_redirect=user.has_perm("wagtailredirects.add_redirect"),
        dry_run=row.is_dry_run,
        as_drafts=row.as_drafts,
        renewed=partial(_options, row),
    )


def _is_there(row: MarkdownImport) -> bool:
    """Whether the anthology of `row`, as it was taken, has not been deleted."""
    return AnthologyPage.objects.filter(pk=row.anthology_id).exists()


def _teller(row: MarkdownImport) -> Progress:
    def tell(done: int, total: int) -> None:
        if done % TELL_EVERY == 0 or done == total:
            _update(row, done=done, total=total, touched_at=timezone.now())

    return tell


def _mine(row: MarkdownImport) -> Any:
    """The row in the database, as long as no other worker has taken it over."""
    return MarkdownImport.objects.filter(
        pk=row.pk, state=State.RUNNING, attempts=row.attempts
    )


def _update(row: MarkdownImport, **values: Any) -> None:
    """Change the row while it is ours; raises SupersededError when it is not."""
    if not _mine(row).update(**values):
        raise SupersededError


@transaction.atomic
def _finish(row: MarkdownImport, report: Report | None) -> None:
    if report is None:
        _end(row, State.FAILED, error="not_allowed")
    else:
        _update(row, report=report.as_json())
        _end(row, State.DONE)


@transaction.atomic
def _give_back(row: MarkdownImport) -> None:
    if row.attempts >= MAX_ATTEMPTS:
        _end(row, State.FAILED, error="crashed")
    else:
        _mine(row).update(state=State.WAITING, touched_at=timezone.now())


def _end(row: MarkdownImport, state: str, *, error: str = "") -> None:
    """Whatever became of it, the zip is not needed any longer."""
    MarkdownImport.objects.filter(pk=row.pk).update(state=state, error=error)
    row.parts.all().delete()
