"""Saying that something changed: every kept answer that shows it is made anew.

The order to purge is a row, written with the change itself: whoever is killed after
the commit leaves it to be carried out by the next who looks. Carrying it out means
giving it the next number of the *ledger* every process reads (`ledger`).
"""

from functools import partial

import structlog

from django.db import DatabaseError, transaction
from django.utils import timezone

from core.breaker import HelperAwayError
from core.caching.ledger import LEFT_AFTER
from core.caching.making import MANY
from core.caching.place import ledger
from core.models import Purge

log = structlog.get_logger(__name__)
# Keys of the purges this process could not carry out.
_failed: set[int] = set()


def purge(*tags: str, gone: bool = False) -> None:
    """After the commit, let no answer that shows one of `tags` be taken for fresh.

    With `gone` nobody may see it any more: no old copy is shown, not even while the
    new one fails to be made.
    """
    if not tags:
        return
    row = Purge.objects.create(tags=sorted({*tags, MANY}), is_gone=gone)
    transaction.on_commit(partial(carry_out, row), robust=True)


def carry_out(row: Purge) -> None:
    """Let all processes know; where that fails now, `carry_out_left` does it."""
    try:
        ledger().enter(row)
    except (HelperAwayError, DatabaseError) as error:
        log.warning("purge_waits", tags=row.tags[:5], error=repr(error))
        _failed.add(row.pk)


def carry_out_failed() -> None:
    """Carry out what this process could not, as soon as it can."""
    if not _failed:
        return
    for row in Purge.objects.filter(pk__in=list(_failed)).order_by("pk"):
        ledger().enter(row)
        _failed.discard(row.pk)
    _failed.clear()


def carry_out_left() -> int:
    """Carry out what was left by processes that died or found no Redis; how many."""
    before = timezone.now() - LEFT_AFTER
    left = Purge.objects.filter(is_out=False, made_at__lt=before).order_by("pk")
    rows = list(left[:1_000])
    for row in rows:
        ledger().enter(row)
    return len(rows)


def see_to_left() -> None:
    """`carry_out_left`, for those who have other work: a failure waits for next time."""
    try:
        carry_out_left()
    except (HelperAwayError, DatabaseError) as error:
        log.warning("purges_wait", error=repr(error))
