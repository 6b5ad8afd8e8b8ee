"""Kept answers in the memory of one process, bounded in bytes."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from core.caching.asked import Rule
from core.caching.kept import Kept
from core.caching.lately import Lately
from core.caching.ledger import Entered
from core.caching.making import EVERYTHING

# Of all the bytes, for what is gone soon: searches and "not found".
BRIEF_SHARE = 8
MOST_RULES = 20_000


class Memory:
    """The answers asked for last, within `most` bytes; safe for threads."""

    def __init__(self, most: int) -> None:
        self._lock = threading.Lock()
        self._shelves = {
            False: _Shelf(most - most // BRIEF_SHARE),
            True: _Shelf(most // BRIEF_SHARE),
        }
        self._lately = Lately()
        self._rules: OrderedDict[str, Rule] = OrderedDict()

    @property
    def size(self) -> int:
        return sum(shelf.size for shelf in self._shelves.values())

    def __len__(self) -> int:
        return sum(len(shelf.answers) for shelf in self._shelves.values())

    def rule(self, address: str) -> Rule | None:
        return self._rules.get(address)

    def learn(self, address: str, rule: Rule) -> None:
        """What splits the answers of `address`."""
        with self._lock:
            self._rules[address] = rule
            self._rules.move_to_end(address)
            if len(self._rules) > MOST_RULES:
                self._rules.popitem(last=False)

    def find(self, key: str) -> Kept | None:
        """The answer, fresh or old."""
        with self._lock:
            return self._shelves[False].find(key) or self._shelves[True].find(key)

    def heard(self) -> int:
        """How many purges were heard of by now: what is begun now was made after them."""
        return self._lately.heard

    def keep(self, key: str, kept: Kept, heard: int) -> bool:
        """Keep it, unless what it shows was purged after `heard` purges."""
        with self._lock:
            if self._lately.has_changed(kept.tags, heard):
                return False
            self._shelves[not kept.is_brief].drop(key)
            self._shelves[kept.is_brief].keep(key, kept)
            return True

    def hear(self, purges: Sequence[Entered], now: float) -> None:
        """Let what shows something that changed be old, or be gone."""
        changed: set[str] = set()
        gone: set[str] = set()
        for purge in purges:
            (gone if purge.is_gone else changed).update(purge.tags)
        with self._lock:
            self._lately.hear(purge.tags for purge in purges)
            for shelf in self._shelves.values():
                shelf.hear(changed, gone, now)

    def clear(self) -> None:
        """All may have changed."""
        with self._lock:
            self._lately.hear([frozenset({EVERYTHING})])
            for shelf in self._shelves.values():
                shelf.clear()


class _Shelf:
    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.answers: OrderedDict[str, tuple[Kept, int]] = OrderedDict()

    def find(self, key: str) -> Kept | None:
        found = self.answers.get(key)
        if found is None:
            return None
        self.answers.move_to_end(key)
        return found[0]

    def keep(self, key: str, kept: Kept) -> None:
        self.drop(key)
        # Its squeezed forms come when they are asked for: about half as much again.
        size = kept.size + len(key) + len(kept.body) // 2
        if size > self.most:
            return
        self.answers[key] = kept, size
        self.size += size
        while self.size > self.most:
            _key, (_kept, freed) = self.answers.popitem(last=False)
            self.size -= freed

    def drop(self, key: str) -> None:
        found = self.answers.pop(key, None)
        if found is not None:
            self.size -= found[1]

    def hear(self, changed: set[str], gone: set[str], now: float) -> None:
        for key, (kept, _size) in list(self.answers.items()):
            if not kept.tags.isdisjoint(gone):
                self.drop(key)
            elif kept.old_since is None and not kept.tags.isdisjoint(changed):
                kept.old_since = now

    def clear(self) -> None:
        self.answers.clear()
        self.size = 0
