"""A helper that has failed is left alone for a moment: nobody waits for it again."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

log = structlog.get_logger(__name__)
PAUSE = 5.0
# Answers that take longer are lost time; so much of it in a row is a failure too.
SLOW = 0.1
PATIENCE = 0.3


class HelperAwayError(Exception):
    """A helper cannot be asked now; a task that meets it waits and is tried again."""


class Breaker:
    """Open after a failure, and after some slow answers; then one caller tries again.

    One for each process: what one finds out costs the others one try. Helpers that
    take longer when they are well say what is slow for them.
    """

    def __init__(
        self,
        name: str,
        *,
        slow: float = SLOW,
        patience: float = PATIENCE,
        pause: float = PAUSE,
    ) -> None:
        self.name, self.pause = name, pause
        self.slow, self.patience = slow, patience
        self._lock = threading.Lock()
        self._next_try = 0.0  # 0 while all is well
        self._lost = 0.0

    def allows(self) -> bool:
        """Whether to ask the helper now; while it fails, true once each pause."""
        if not self._next_try:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._next_try:
                return False
            # Whoever comes while this one tries does not wait for what it finds.
            self._next_try = now + self.pause
            return True

    @contextmanager
    def watch(self, *errors: type[Exception]) -> Iterator[None]:
        """Learn from what happens inside; one of `errors` is a failure."""
        started = time.monotonic()
        try:
            yield
        except errors as error:
            self._failed(repr(error))
            raise
        self._answered(time.monotonic() - started)

    def close(self) -> None:
        """Ask the helper again at once."""
        self._next_try, self._lost = 0.0, 0.0

    def _answered(self, seconds: float) -> None:
        if seconds < self.slow:
            if self._next_try or self._lost:
                self.close()
            return
        self._lost += seconds
        if self._lost >= self.patience:
            self._failed(f"answers take {seconds:.2f} s")

    def _failed(self, why: str) -> None:
        if not self._next_try:
            log.error("helper_left_alone", helper=self.name, why=why)
        self._next_try = time.monotonic() + self.pause


_breakers: dict[tuple[str, str], Breaker] = {}


def breaker_for(
    name: str,
    place: str,
    *,
    slow: float = SLOW,
    patience: float = PATIENCE,
    pause: float = PAUSE,
) -> Breaker:
    """The one breaker of this process before the helper called `name` at `place`."""
    found = _breakers.get((name, place))
    if found is None:
        fresh = Breaker(name, slow=slow, patience=patience, pause=pause)
        found = _breakers.setdefault((name, place), fresh)
    return found
