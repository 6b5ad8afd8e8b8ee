"""Stands before the whole site: answers from what is kept, else lets it be made once."""

import time
from collections.abc import Callable, Iterable
from threading import Event
from typing import Any

import structlog

from django.conf import settings

from core.caching.asked import Asked, Environ, ask
from core.caching.keeper import STANDS_FOR, STANDS_IN, WAITS, Keeper, Ticket
from core.caching.kept import Kept, StartResponse, keep, keepable
from core.caching.making import Making, watching

log = structlog.get_logger(__name__)
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
FAILED = 500


class PageCache:
    """A WSGI application (PEP 3333) around the site's own.

    A hit costs neither Django's request nor its middleware. What is not known to be
    public passes through unchanged.
    """

    def __init__(self, app: Application, keeper: Keeper | None = None) -> None:
        self.app = app
        self.keeper = keeper or Keeper(settings.PAGE_CACHE_BYTES)

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        asked = ask(environ)
        if asked is None or not self.keeper.holds():
            return self.app(environ, start)
        rule = self.keeper.rule(asked.address)
        if rule is None:
            return self._first_ever(asked, environ, start)
        key = asked.key(rule)
        kept = self.keeper.find(key) if key is not None else None
        if kept is not None and kept.rule != rule:
            # Another process knows what stands there now.
            self.keeper.memory.learn(asked.address, kept.rule)
            key = asked.key(kept.rule)
            kept = self.keeper.find(key) if key is not None else None
        if key is None:
            return self._alone(asked, environ, start)
        if kept is not None and kept.is_fresh(time.time()):
            return kept.respond(environ, start)
        return self._anew(asked, key, kept, environ, start)

    def _alone(
        self, asked: Asked, environ: Environ, start: StartResponse
    ) -> Iterable[bytes]:
        """For this request only; what stands there now may be learned from it."""
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.app(environ, start)
        return self._make(asked, environ, start, None)

    def _first_ever(
        self, asked: Asked, environ: Environ, start: StartResponse
    ) -> Iterable[bytes]:
        """Nobody knows yet whether this address is public.

        Whoever has no cookie waits for the first of their kind; people who are signed
        in ask for much that is theirs alone.
        """
        if environ.get("HTTP_COOKIE") or environ["REQUEST_METHOD"] == "HEAD":
            return self._alone(asked, environ, start)
        flight = f"{asked.address}?{asked.query}"
        other = self.keeper.board(flight)
        if other is None:
            try:
                return self._make(asked, environ, start, None)
            finally:
                self.keeper.land(flight)
        return self._after(other, asked, None, environ, start)

    def _anew(
        self,
        asked: Asked,
        key: str,
        old: Kept | None,
        environ: Environ,
        start: StartResponse,
    ) -> Iterable[bytes]:
        """One makes the answer; others get the old one, or wait a moment for the new."""
        other = self.keeper.board(key)
        if other is None:
            try:
                return self._made_for_all(asked, key, old, environ, start)
            finally:
                self.keeper.land(key)
        if old is not None and _stands_in(old):
            return old.respond(environ, start)
        return self._after(other, asked, old, environ, start)

    def _after(
        self,
        other: Event,
        asked: Asked,
        old: Kept | None,
        environ: Environ,
        start: StartResponse,
    ) -> Iterable[bytes]:
        """What the `other` one has made, or within a moment has not."""
        other.wait(WAITS)
        rule = self.keeper.memory.rule(asked.address)
        key = asked.key(rule) if rule is not None else None
        kept = self.keeper.fresh(key) if key is not None else None
        if kept is not None:
            return kept.respond(environ, start)
        return self._make(asked, environ, start, old)

    def _made_for_all(
        self,
        asked: Asked,
        key: str,
        old: Kept | None,
        environ: Environ,
        start: StartResponse,
    ) -> Iterable[bytes]:
        if not self.keeper.begin_for_all(key):
            if old is not None and _stands_in(old):
                return old.respond(environ, start)
            kept = self.keeper.wait_for(key)
            if kept is not None:
                return kept.respond(environ, start)
            return self._make(asked, environ, start, old)
        try:
            return self._make(asked, environ, start, old)
        finally:
            self.keeper.end_for_all(key)

    def _make(
        self, asked: Asked, environ: Environ, start: StartResponse, old: Kept | None
    ) -> Iterable[bytes]:
        ticket = self.keeper.ticket()
        rule = self.keeper.memory.rule(asked.address)
        inner = asked.alone(rule) if rule is not None else environ
        # What the view is really asked: its answer is kept for nothing else.
        made = Asked(asked.address, inner.get("QUERY_STRING", ""), inner)
        said: list[tuple[Any, ...]] = []
        with watching(self.keeper.pieces) as making:
            response = self.app(inner, lambda *args: said.append(args))
        kept = self._kept(made, response, said[-1][0], making, ticket)
        if kept is None and old is not None and _failed(said) and _stands_for(old):
            log.error("old_page_stands_in", address=asked.address, status=said[-1][0])
            _close(response)
            return old.respond(environ, start)
        if kept is None:
            start(*said[-1])
            if environ["REQUEST_METHOD"] != "HEAD":
                return response
            _close(response)
            return []
        _close(response)
        if asked.known(kept.rule) != made.known(kept.rule):
            # Another view than before stands there, and knows what was taken out.
            return self._make(asked, environ, start, None)
        return kept.respond(environ, start)

    def _kept(
        self, made: Asked, response: Any, status: str, making: Making, ticket: Ticket
    ) -> Kept | None:
        public = getattr(response, "said", None)
        if public is None or not keepable(response, public):
            return None
        kept = keep(response, status, public, making, ticket.number)
        self.keeper.learn(made.address, kept)
        # In what an unknown name in the query changed nobody else may have a part.
        if made.is_plain(kept.rule):
            self.keeper.keep(made, kept, ticket)
        return kept


def _failed(said: list[tuple[Any, ...]]) -> bool:
    return int(said[-1][0][:3]) >= FAILED


def _stands_in(old: Kept) -> bool:
    """Whether others may get the old answer while one makes the new."""
    return old.old_since is None or time.time() - old.old_since < STANDS_IN


def _stands_for(old: Kept) -> bool:
    """Whether the old answer is better than the failure to make a new one."""
    since = old.old_since or old.made_at + old.life
    return time.time() - since < STANDS_FOR


def _close(response: Any) -> None:
    """Django ends the request there: connections go back."""
    if hasattr(response, "close"):
        response.close()
