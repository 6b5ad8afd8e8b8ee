"""Asking Elasticsearch with care: where it is away, the database answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import structlog
from elasticsearch import ApiError, TransportError

from wagtail.search.backends import elasticsearch9 as base

from core.breaker import HelperAwayError, breaker_for
from search.fallback import count_by, find_without_index

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")
# It is well while it takes that long: it reads from disks, and starts cold.
SLOW, PATIENCE = 1.0, 3.0
# One search waits for it in vain; the others for half a minute do not.
PAUSE = 30.0
TOO_BUSY, ITS_FAULT = 429, 500


@contextmanager
def asking(backend: Any) -> Iterator[None]:
    """Ask inside; HelperAwayError where nobody answers, or did not a moment ago.

    What the server says about the question itself passes through.
    """
    breaker = breaker_for(
        "search", str(backend.hosts), slow=SLOW, patience=PATIENCE, pause=PAUSE
    )
    if not breaker.allows():
        raise HelperAwayError("the index was away a moment ago")
    with breaker.watch(HelperAwayError):
        try:
            yield
        except TransportError as error:
            raise HelperAwayError(repr(error)) from error
        except ApiError as error:
            if error.status_code < ITS_FAULT and error.status_code != TOO_BUSY:
                raise
            raise HelperAwayError(repr(error)) from error


class CarefulResults(base.Elasticsearch9SearchResults):
    """What the index found; what the database finds where the index does not answer.

    Also where it refuses: it has no page beyond the 10,000th row, and nothing at all
    before the first `update_index`.
    """

    def _do_search(self) -> list[Any]:
        inner = super()._do_search
        return self._asked(lambda: list(inner()), self._rows_without_index)

    def _do_count(self) -> int:
        inner = super()._do_count
        return self._asked(inner, lambda: self._slice().count())

    def facet(self, field_name: str) -> Any:
        inner = super().facet
        return self._asked(
            lambda: inner(field_name), lambda: count_by(self.query_compiler, field_name)
        )

    def _asked(
        self, index: Callable[[], Answer], database: Callable[[], Answer]
    ) -> Answer:
        try:
            with asking(self.backend):
                return index()
        except HelperAwayError:
            return database()
        except ApiError as error:
            log.warning("index_refused", error=str(error)[:200])
            return database()

    def _slice(self) -> Any:
        compiler = self.query_compiler
        is_completing = isinstance(
            compiler, self.backend.autocomplete_query_compiler_class
        )
        rows = find_without_index(compiler, completing=is_completing)
        return rows[self.start : self.stop]

    def _rows_without_index(self) -> list[Any]:
        rows = list(self._slice())
        if self._score_field:
            for row in rows:
                setattr(row, self._score_field, None)
        return rows
