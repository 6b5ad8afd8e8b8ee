"""Whoever changes the tree of pages holds what the change stands on.

A page's path and address begin with those of the pages above it. A page that is made
while one above is moved, renamed or deleted would stand nowhere for ever.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db import connection, models

from wagtail.models import Page

from core.locks import PATIENCE, TooLongError, patience
from core.pages.querysets import at_or_below

LARGEST = 2**31 - 1  # of a key; a longer number names no page
# How often pages may move away while they are waited for.
TRIES = 5
# How rows are held, each more than the one before. Many may stand on one page at once,
# one may write it meanwhile; nobody else is there while it moves, is renamed or goes.
STOOD_ON, WRITTEN, MOVED = "KEY SHARE", "NO KEY UPDATE", "UPDATE"
Wanted = dict[str, str]
PLACE = frozenset({"slug", "path", "depth", "numchild", "url_path"})
NEWEST = ("latest_revision_id", "latest_revision_created_at", "draft_title")


def hold(ids: Collection[int], limit: timedelta = PATIENCE) -> None:
    """Hold these pages, and those above them where they are, for the transaction.

    Nobody else changes the pages, nor moves, renames or deletes what they lie below;
    below the same page many may work at once. From the top down, so that no two wait
    for each other. TooLongError where it takes longer than `limit`. On SQLite a
    transaction is alone with its first statement.
    """
    _hold(lambda: _standing(_paths(_named(ids))), limit)


def hold_alone(
    ids: Collection[int], limit: timedelta = PATIENCE, *, below: bool = False
) -> None:
    """`hold` for a change that leaves the tree as it is: what is above may be at work.

    With what is written along: aliases, translations, and with `below` all below.
    """

    def wanted() -> Wanted:
        rows = _with_copies(_paths(_named(ids), below=below))
        return dict.fromkeys(rows, WRITTEN)

    _hold(wanted, limit)


def hold_places(
    ids: Collection[int],
    limit: timedelta = PATIENCE,
    *,
    into: Collection[int] = (),
    below: bool = False,
) -> None:
    """Hold pages that leave where they are, maybe `into` others: nobody works below.

    The pages right above are held too: their children are counted anew. With `below`
    so is all below, for what does not come along but goes.
    """

    def wanted() -> Wanted:
        paths = _paths(_named(ids), below=below)
        above = {path[: -Page.steplen] for path in paths} - {""}
        rows = paths | above | _paths(_named(into))
        return _standing(rows) | dict.fromkeys(paths, MOVED)

    _hold(wanted, limit)


def keep_place(page: Any) -> None:
    """Keep the row of `page` until it is saved, which then has its place of now.

    Nobody works below it where it gets another address. What somebody wrote since
    `page` was read stays its newest version. DoesNotExist where it is gone. Needs a
    transaction.
    """
    row = Page.objects.filter(pk=page.pk)
    # At once, before less of the row is held: of two who hold some and want more of it,
    # neither gets on.
    if is_renamed := row.exclude(slug=page.slug).exists():
        _hold_moved(page)
    now = row.select_for_update(no_key=True).values(*PLACE, *NEWEST).first()
    if now is None:
        raise type(page).DoesNotExist
    if now["path"] != page.path or now["slug"] != page.slug:
        page.__dict__.pop("_cached_parent_obj", None)
    for name in PLACE - {"slug"}:
        setattr(page, name, now[name])
    if (now["latest_revision_id"] or 0) > (page.latest_revision_id or 0):
        page.has_unpublished_changes = True
        for name in NEWEST:
            setattr(page, name, now[name])
    if not is_renamed and now["slug"] != page.slug:
        _hold_moved(page)  # somebody renamed it while this waited


def _hold_moved(page: Page) -> None:
    _hold(lambda: dict.fromkeys(_paths(_named({page.pk})), MOVED), PATIENCE)


def stand_below(page: Page, parent: Page) -> None:
    """Keep `parent` where it is while `page` is made below it; needs a transaction.

    TooLongError where it is not there any more. `parent` has its address of now.
    """
    hold({parent.pk})
    place = _place(parent)
    if place is None or place[0] != page.path[: -Page.steplen]:
        raise TooLongError
    parent.url_path = place[1]


@contextmanager
def held_open(parent: Any) -> Iterator[None]:
    """Hold `parent` with its address of now, so that what is made below need not ask."""
    if parent.is_held:
        yield
        return
    hold({parent.pk})
    if (place := _place(parent)) is not None:
        parent.path, parent.url_path = place
    parent.is_held = True
    try:
        yield
    finally:
        parent.is_held = False


def _hold(wanted: Callable[[], Wanted], limit: timedelta) -> None:
    if connection.vendor != "postgresql":
        return
    with patience(limit):
        found = wanted()
        for _try in range(TRIES):
            _lock(found)
            before, found = found, wanted()
            # Some may have left their place, or come, while others were waited for.
            if before == found:
                return
    raise TooLongError


def _standing(paths: set[str]) -> Wanted:
    """These written, what is above them stood on."""
    above = {path[:end] for path in paths for end in _ends(path)}
    return dict.fromkeys(above, STOOD_ON) | dict.fromkeys(paths, WRITTEN)


def _place(page: Page) -> tuple[str, str] | None:
    return Page.objects.filter(pk=page.pk).values_list("path", "url_path").first()


def _named(ids: Collection[int]) -> models.Q:
    return models.Q(pk__in=[pk for pk in ids if 0 < pk <= LARGEST])


def _paths(which: models.Q, *, below: bool = False) -> set[str]:
    paths = set(Page.objects.filter(which).values_list("path", flat=True))
    return _paths(at_or_below(paths)) if below and paths else paths


def _with_copies(paths: set[str]) -> set[str]:
    """With what is saved along: translations, and aliases of any of them."""
    known = Page.objects.filter(path__in=paths)
    keys = set(known.values_list("translation_key", flat=True))
    found = dict(_places(models.Q(translation_key__in=keys)))
    fresh = set(found)
    while fresh:
        aliases = dict(_places(models.Q(alias_of__in=fresh)))
        fresh = aliases.keys() - found.keys()
        found |= aliases
    return set(found.values())


def _places(which: models.Q) -> models.QuerySet:
    return Page.objects.filter(which).values_list("pk", "path")


def _lock(wanted: Wanted) -> None:
    """Lock the rows at these paths, each as it says, from the top."""
    with connection.cursor() as cursor:
        for mode, run in groupby(sorted(wanted), wanted.__getitem__):
            cursor.execute(
                f"SELECT id FROM {Page._meta.db_table} WHERE path = ANY(%s)"  # noqa: S608
                f" ORDER BY path FOR {mode}",
                [list(run)],
            )


def _ends(path: str) -> range:
    return range(Page.steplen, len(path), Page.steplen)
