"""The order in which things changed, as all processes of the site see it.

Each purge gets a number higher than all before it. An answer remembers the highest
number its maker knew when it began (`begun`): whatever it shows that has a higher one
was changed since, and the answer is old.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from core.models import Purge

# A process that carries its purges out itself takes less.
LEFT_AFTER = timedelta(seconds=1)
# How long a process that looks seldom may find what it missed; then it starts anew.
KEPT = timedelta(minutes=10)
# Transactions of others may commit in another order than their rows were numbered.
OVERLAP = 50


@dataclass(frozen=True, slots=True)
class Entered:
    """One purge with its number."""

    number: int
    tags: frozenset[str]
    is_gone: bool


class Ledger(Protocol):
    def enter(self, row: Purge) -> None:
        """Give the purge its number, for all to see; HelperAwayError if that fails."""

    def reader(self) -> "Reader": ...


class Reader(Protocol):
    """What one process has read of the ledger."""

    number: int

    def read(self) -> list[Entered] | None:
        """What was entered since the last time; None: too much, all may have changed.

        HelperAwayError where it cannot be known.
        """


class DatabaseLedger:
    """For sites without Redis: the numbers are keys of rows, made after the commit."""

    def enter(self, row: Purge) -> None:
        with transaction.atomic():
            # Two who find it left: one of them enters it.
            if Purge.objects.filter(pk=row.pk).delete()[0]:
                Purge.objects.create(tags=row.tags, is_gone=row.is_gone, is_out=True)

    def reader(self) -> "DatabaseReader":
        return DatabaseReader()


class DatabaseReader:
    def __init__(self) -> None:
        self.number = 0
        self._seen: set[int] = set()
        self._read_at = timezone.now()
        self._begin()

    def _begin(self) -> None:
        last = Purge.objects.filter(is_out=True).order_by("-pk")
        keys = list(last.values_list("pk", flat=True)[:OVERLAP])
        self.number, self._seen = max(keys, default=0), set(keys)

    def read(self) -> list[Entered] | None:
        now = timezone.now()
        late = now - self._read_at > KEPT / 2
        self._read_at = now
        if late:
            self._begin()
            return None
        out = Purge.objects.filter(is_out=True, pk__gt=self.number - OVERLAP)
        rows = [row for row in out.order_by("pk") if row.pk not in self._seen]
        found = [Entered(row.pk, frozenset(row.tags), row.is_gone) for row in rows]
        if found:
            self.number = max(self.number, found[-1].number)
            self._seen |= {entry.number for entry in found}
            self._seen = {n for n in self._seen if n > self.number - OVERLAP}
        return found


def forget_old() -> int:
    """Delete what every process has read long ago; how many."""
    old = Purge.objects.filter(is_out=True, made_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
