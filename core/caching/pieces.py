"""Pieces that many answers share, made once in each process while they hold.

A page that must be made anew has a head and a foot that did not change, and cards of
articles that did not. `piece` gives what was made before, and notes for the answer
what the piece shows: whatever makes a piece old makes the answers old that have it.
"""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone, translation

from core.caching.lately import Lately
from core.caching.ledger import Entered
from core.caching.making import EVERYTHING, current, note, note_end, watching
from core.caching.tallies import Count, Tallies

T = TypeVar("T")
MOST_PIECES, MOST_BYTES = 20_000, 12 * 1024 * 1024
# What a piece costs beside its text, and one that is no text, in bytes.
EXTRA, UNKNOWN = 500, 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """`value` is shared by all threads: nobody may change it."""

    value: Any
    tags: frozenset[str]
    until: datetime | None

    @property
    def size(self) -> int:
        text = isinstance(self.value, str)
        return EXTRA + (sys.getsizeof(self.value) if text else UNKNOWN)


def piece(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, on the site and in the language of now, or gave before.

    The same for everybody who asks, whatever the request: `name` must say all that
    `make` looks at beside the database. Where no answer is being made that could be
    kept, it is made each time.
    """
    store = _store()
    if store is None:
        return make()
    key = _key(name)
    found = store.get(key)
    if found is None:
        with watching(store) as part:
            value = make()
        found = Piece(value, frozenset(part.tags), part.until)
        store.keep(key, found, part.heard)
    note(*found.tags)
    note_end(found.until)
    return found.value  # type: ignore[no-any-return]


def tally(name: str, marks: tuple[str, ...], count: Count) -> Mapping[int, Any]:
    """What `count` gives for all rows, by key; perhaps what it gave for them before.

    `marks` are the first parts of the tags that a purge names changed rows by:
    `("below", "page")`. What is made notes for itself what it shows. To be read only.
    """
    store = _store()
    return count(None) if store is None else store.tallies.rows(name, marks, count)


def is_kept(name: str) -> bool:
    """Whether `piece` has this one already."""
    store = _store()
    return store is not None and store.get(_key(name)) is not None


def _key(name: str) -> str:
    making = current()
    site = making.site if making is not None else None
    return f"{site} {translation.get_language()} {name}"


def are_shared() -> bool:
    """Whether pieces made now serve other answers as well."""
    return _store() is not None


def _store() -> "Pieces | None":
    making = current()
    found: Pieces | None = making.pieces if making is not None else None
    return found


class Pieces:
    """The pieces of one process, the ones used last, within bounds; safe for threads."""

    def __init__(self, most: int = MOST_PIECES, most_bytes: int = MOST_BYTES) -> None:
        self._lock = threading.Lock()
        self._pieces: OrderedDict[str, Piece] = OrderedDict()
        self._most, self._most_bytes, self.size = most, most_bytes, 0
        self._lately = Lately()
        self.tallies = Tallies()

    def __len__(self) -> int:
        return len(self._pieces)

    def get(self, name: str) -> Piece | None:
        with self._lock:
            found = self._pieces.get(name)
            if found is None:
                return None
            if found.until is not None and found.until <= timezone.now():
                self._drop(name)
                return None
            self._pieces.move_to_end(name)
            return found

    def heard(self) -> int:
        """How many purges were heard of by now."""
        return self._lately.heard

    def keep(self, name: str, piece: Piece, heard: int) -> None:
        """Keep it, unless what it shows was purged after `heard` purges."""
        with self._lock:
            if self._lately.has_changed(piece.tags, heard):
                return
            self._drop(name)
            self._pieces[name] = piece
            self.size += piece.size
            while len(self._pieces) > self._most or self.size > self._most_bytes:
                _name, oldest = self._pieces.popitem(last=False)
                self.size -= oldest.size

    def hear(self, purges: Sequence[Entered]) -> None:
        """Let go of what shows something that changed."""
        with self._lock:
            changed: set[str] = set().union(*(purge.tags for purge in purges))
            self._lately.hear(purge.tags for purge in purges)
            if EVERYTHING in changed:
                self._clear()
                return
            self.tallies.hear(changed)
            old = [n for n, p in self._pieces.items() if not p.tags.isdisjoint(changed)]
            for name in old:
                self._drop(name)

    def clear(self) -> None:
        """All may have changed."""
        with self._lock:
            self._lately.hear([frozenset({EVERYTHING})])
            self._clear()

    def _clear(self) -> None:
        self.tallies.clear()
        self._pieces.clear()
        self.size = 0

    def _drop(self, name: str) -> None:
        found = self._pieces.pop(name, None)
        if found is not None:
            self.size -= found.size
