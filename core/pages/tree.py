"""Whoever changes the tree of pages holds what the change stands on.

A page's path and address begin with those of the pages above it. A page that is made
while one above is moved, renamed or deleted would stand nowhere for ever.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db import connection

from wagtail.models import Page

from core.locks import PATIENCE, TooLongError, patience

LARGEST = 2**31 - 1  # of a key; a longer number names no page
# How often pages may move away while they are waited for.
TRIES = 5


def hold(ids: Collection[int], limit: timedelta = PATIENCE) -> None:
    """Hold these pages, and those above them where they are, for the transaction.

    Nobody else changes the pages, nor moves, renames or deletes what they lie below;
    below the same page many may work at once. From the top down, so that no two wait
    for each other. TooLongError where it takes longer than `limit`. On SQLite a
    transaction is alone with its first statement.
    """
    _hold(ids, limit, _with_above)


def hold_alone(ids: Collection[int], limit: timedelta = PATIENCE) -> None:
    """`hold` for a change that leaves the tree as it is: what is above may be at work."""
    _hold(ids, limit, set)


def hold_with_parents(ids: Collection[int], limit: timedelta = PATIENCE) -> None:
    """`hold`, and the pages right above too: their children are counted anew."""
    paths = _paths(ids)
    above = {path[: -Page.steplen] for path in paths.values()}
    parents = Page.objects.filter(path__in=above).values_list("pk", flat=True)
    hold({*paths, *parents}, limit)


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


def _hold(
    ids: Collection[int],
    limit: timedelta,
    widen: Callable[[set[str]], set[str]],
) -> None:
    if connection.vendor != "postgresql":
        return
    with patience(limit):
        for _try in range(TRIES):
            paths = set(_paths(ids).values())
            if _lock(paths, widen(paths)):
                return
    raise TooLongError


def _with_above(paths: set[str]) -> set[str]:
    return paths | {path[:end] for path in paths for end in _ends(path)}


def _place(page: Page) -> tuple[str, str] | None:
    return Page.objects.filter(pk=page.pk).values_list("path", "url_path").first()


def _paths(ids: Collection[int]) -> dict[int, str]:
    known = [pk for pk in ids if 0 < pk <= LARGEST]
    return dict(Page.objects.filter(pk__in=known).values_list("pk", "path"))


def _lock(paths: set[str], wanted: set[str]) -> bool:
    """Lock the rows of `paths` as a whole, the keys of others `wanted`, from the top.

    False where one has left its place while it was waited for.
    """
    count = 0
    with connection.cursor() as cursor:
        for is_whole, run in groupby(sorted(wanted), paths.__contains__):
            mode = "UPDATE" if is_whole else "KEY SHARE"
            cursor.execute(
                f"SELECT id FROM {Page._meta.db_table} WHERE path = ANY(%s)"  # noqa: S608
                f" ORDER BY path FOR {mode}",
                [list(run)],
            )
            count += cursor.rowcount
    return count == len(wanted)


def _ends(path: str) -> range:
    return range(Page.steplen, len(path), Page.steplen)
