"""Keeping `ClosedPage` true to what `core.pages.closing` says of each page."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal

from core.models import ClosedPage
from core.pages.closing import CHUNK, EVERYTHING, Stand, look_at

# So many parts a query names at most.
TOGETHER = 50
# Sent with `page_ids`, the keys of pages that were opened or closed.
pages_settled = Signal()


@transaction.atomic
def settle(pages: Q = EVERYTHING) -> int:
    """Make `ClosedPage` true for `pages` and their copies; how many changed.

    Repeatable. Without `pages` for all of them.
    """
    stand = look_at(pages)
    closed, known = stand.closed(), _known(stand)
    ClosedPage.objects.bulk_create(
        [ClosedPage(page_id=pk) for pk in closed - known], ignore_conflicts=True
    )
    ClosedPage.objects.filter(pk__in=known - closed).delete()
    changed = closed ^ known
    if changed:
        pages_settled.send(ClosedPage, page_ids=sorted(changed))
    if pages != EVERYTHING and any(stand.rows[pk].numchild for pk in changed):
        # What is below a changed copy was not looked at.
        return settle()
    return len(changed)


def _known(stand: Stand) -> set[int]:
    """Which of the pages looked at are closed so far."""
    rows = ClosedPage.objects.all()
    if len(stand.rows) <= CHUNK:
        rows = rows.filter(pk__in=list(stand.rows))
    return set(rows.values_list("pk", flat=True)) & stand.rows.keys()


def settle_now_and_then(pages: Q = EVERYTHING) -> None:
    """Settle within the transaction, and once more when others see it.

    Of two that change a page and its restriction at once, neither sees the other's
    work before it is committed; the later one does after its commit. All pages of a
    transaction are looked at together then.
    """
    settle(pages)
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        calls = (call for _ids, call, _is_robust in connection.run_on_commit)
        if _settle_waiting not in calls:
            _waiting(connection).clear()  # left by one that was rolled back
        _waiting(connection).append(pages)
        transaction.on_commit(_settle_waiting)


def _waiting(connection: Any) -> list[Q]:
    """What this transaction has changed; of a savepoint that was rolled back, too."""
    waiting: list[Q] = vars(connection).setdefault("pages_to_settle", [])
    return waiting


def _settle_waiting() -> None:
    waiting = _waiting(transaction.get_connection())
    asked = waiting.copy()
    if EVERYTHING in asked:
        settle()
    else:
        for start in range(0, len(asked), TOGETHER):
            settle(reduce(or_, asked[start : start + TOGETHER]))
    del waiting[: len(asked)]
