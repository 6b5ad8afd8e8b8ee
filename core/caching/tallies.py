"""Numbers of many things, counted once and then only where something changed.

A list in the order of numbers (who wrote most) needs all of them, but after a change
one or two are others. Each process keeps a table, and recounts the rows that a purge
named since.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Above this number of changed rows all are counted anew.
MOST = 1_000
# Counts the rows with these keys, all of them with None; those not given have none.
Count = Callable[[Iterable[int] | None], Mapping[int, Any]]


@dataclass(slots=True)
class _Table:
    """`marks`: first parts of tags whose keys are its own; `changed`: what to recount."""

    marks: tuple[str, ...]
    rows: dict[int, Any] | None = None
    changed: set[int] = field(default_factory=set)


class Tallies:
    """The tables of one process, by name; safe for threads."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}
        self._lock = threading.Lock()
        self._counting = threading.Lock()

    def rows(
        self, name: str, marks: tuple[str, ...], count: Count
    ) -> Mapping[int, Any]:
        """The table as it is now; nobody may change it."""
        with self._counting:
            with self._lock:
                table = self._tables.setdefault(name, _Table(marks))
                known, changed = table.rows, table.changed
                table.changed = set()
            if known is not None and not changed:
                return known
            try:
                found = count(None if known is None else changed)
            except BaseException:
                self.clear()
                raise
            kept = {pk: row for pk, row in (known or {}).items() if pk not in changed}
            rows = {**kept, **found}
            with self._lock:
                # Cleared meanwhile, it is counted anew next time.
                if self._tables.get(name) is table:
                    table.rows = rows
            return rows

    def hear(self, tags: Iterable[str]) -> None:
        """Remember which rows are others now."""
        parts = [tag.partition(":") for tag in tags]
        with self._lock:
            for name, table in list(self._tables.items()):
                table.changed.update(
                    int(key) for mark, _colon, key in parts if mark in table.marks
                )
                if len(table.changed) > MOST:
                    del self._tables[name]

    def clear(self) -> None:
        """All may have changed."""
        with self._lock:
            self._tables.clear()
