"""What was purged lately, for what was begun before."""

from collections import deque
from collections.abc import Iterable

from core.caching.making import EVERYTHING

# How many purges back are known.
MOST = 2_000


class Lately:
    """Counts the purges that a process has heard of; its owner locks it.

    Counted as they were heard: numbers of the ledger may be entered in another order.
    """

    def __init__(self) -> None:
        self.heard = 0
        self._tags: deque[frozenset[str]] = deque(maxlen=MOST)

    def hear(self, purges: Iterable[frozenset[str]]) -> None:
        for tags in purges:
            self.heard += 1
            self._tags.append(tags)

    def has_changed(self, tags: frozenset[str], heard: int) -> bool:
        """Whether something with one of `tags` was purged after `heard` purges."""
        since = self.heard - heard
        if since > MOST:
            return True
        shown = tags | {EVERYTHING}
        recent = (self._tags[-1 - back] for back in range(since))
        return any(not shown.isdisjoint(purged) for purged in recent)
