"""What one process keeps, what all keep together, and whether it still holds."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import structlog

from django.db import DatabaseError, connection

from core.breaker import HelperAwayError
from core.caching.asked import Asked, Rule
from core.caching.kept import Kept
from core.caching.ledger import Reader
from core.caching.memory import Memory
from core.caching.pieces import Pieces
from core.caching.place import ledger, shared
from core.caching.purging import carry_out_failed, carry_out_left

T = TypeVar("T")
log = structlog.get_logger(__name__)
# How often the ledger is read while somebody asks, in seconds: Redis, database.
REDIS_EVERY, DATABASE_EVERY = 0.02, 0.1
# How long an old copy may stand in for one that is being made, and for one that
# cannot be made, in seconds.
STANDS_IN, STANDS_FOR = 1.5, 60.0
# How long a reader waits for the one who makes the answer.
WAITS, TICK = 5.0, 0.02


class Ticket(NamedTuple):
    """Taken before an answer is made: purges heard of, and the ledger's number."""

    heard: int
    number: int


class Keeper:
    """Finds and keeps answers for the requests of one process; safe for threads."""

    def __init__(self, most_bytes: int) -> None:
        self.memory = Memory(most_bytes)
        self.pieces = Pieces()
        self._reader: Reader | None = None
        self._reading = threading.Lock()
        self._next_read = 0.0
        self._holds = False
        self._every = REDIS_EVERY if shared() else DATABASE_EVERY
        self._flights: dict[str, threading.Event] = {}
        self._boarding = threading.Lock()

    def ticket(self) -> Ticket:
        """What an answer that begins to be made now is given."""
        number = self._reader.number if self._reader is not None else 0
        return Ticket(self.memory.heard(), number)

    # --- Whether it holds -----------------------------------------------------

    def holds(self) -> bool:
        """Whether kept answers may be given: what has changed is known."""
        if time.monotonic() >= self._next_read and self._reading.acquire(
            blocking=not self._next_read
        ):
            try:
                self.look()
            finally:
                self._next_read = time.monotonic() + self._every
                self._reading.release()
        return self._holds

    def look(self) -> None:
        """Read the ledger now, and let go of what has changed."""
        try:
            if self._reader is None or not self._holds:
                self._begin()
            carry_out_failed()
            purges = self._reader.read() if self._reader is not None else None
        except (HelperAwayError, DatabaseError) as error:
            if self._holds:
                log.error("pages_not_kept", error=repr(error))
            self._holds = False
            if isinstance(error, DatabaseError):
                connection.close()
            return
        if purges is None:
            self._forget()
        elif purges:
            self.pieces.hear(purges)
            self.memory.hear(purges, time.time())
        self._holds = True

    def _begin(self) -> None:
        """After a start, or a time without the ledger, in which purges may have failed."""
        carry_out_left()
        self._reader = ledger().reader()
        self._forget()

    def _forget(self) -> None:
        self.pieces.clear()
        self.memory.clear()

    # --- Finding and keeping --------------------------------------------------

    def rule(self, address: str) -> Rule | None:
        found = self.memory.rule(address)
        store = shared()
        if found is None and store is not None:
            found = _unless_away(lambda: store.rule(address))
            if found is not None:
                self.memory.learn(address, found)
        return found

    def find(self, key: str) -> Kept | None:
        """The answer, fresh or old, of this process or another."""
        own = self.memory.find(key)
        if own is not None and own.is_fresh(time.time()):
            return own
        store = shared()
        if store is None or (own is not None and own.is_brief):
            return own
        heard = self.memory.heard()
        other = _unless_away(lambda: store.find(key))
        if other is None or not other.is_fresh(time.time()):
            return own or other
        # Purged while it came from there, it may be given once, but is old.
        if not self.memory.keep(key, other, heard):
            other.old_since = time.time()
        return other

    def fresh(self, key: str) -> Kept | None:
        """The answer, if nothing it shows has changed and its life is not over."""
        found = self.find(key)
        return found if found is not None and found.is_fresh(time.time()) else None

    def keep(self, asked: Asked, kept: Kept, ticket: Ticket) -> bool:
        """Keep an answer just made, unless what it shows has changed meanwhile."""
        with self._reading:
            self.look()
        key = asked.key(kept.rule)
        if not self._holds or key is None or kept.life <= 0:
            return False
        if not self.memory.keep(key, kept, ticket.heard):
            return False
        store = shared()
        if store is None or kept.is_brief:
            return True
        if _unless_away(lambda: store.keep(key, kept)) is False:
            kept.old_since = time.time()
        return True

    def learn(self, address: str, kept: Kept) -> None:
        """What splits the answers of `address`; for all processes, unless it is brief."""
        if self.memory.rule(address) == kept.rule:
            return
        self.memory.learn(address, kept.rule)
        store = shared()
        # Of addresses where nothing is there are endlessly many.
        if store is not None and not kept.is_brief:
            _unless_away(lambda: store.learn(address, kept.rule))

    # --- One maker ------------------------------------------------------------

    def board(self, key: str) -> threading.Event | None:
        """None for the first who comes for `key`: it makes; others get what ends."""
        with self._boarding:
            found = self._flights.get(key)
            if found is None:
                self._flights[key] = threading.Event()
            return found

    def land(self, key: str) -> None:
        with self._boarding:
            self._flights.pop(key).set()

    def begin_for_all(self, key: str) -> bool:
        """Whether no other process makes this answer now."""
        store = shared()
        return store is None or _unless_away(lambda: store.begin(key)) is not False

    def end_for_all(self, key: str) -> None:
        store = shared()
        if store is not None:
            _unless_away(lambda: store.end(key))

    def wait_for(self, key: str) -> Kept | None:
        """What another process makes of `key`, within a moment."""
        until = time.monotonic() + WAITS
        while time.monotonic() < until:
            time.sleep(TICK)
            found = self.fresh(key)
            if found is not None:
                return found
        return None


def _unless_away(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except HelperAwayError:
        return None
