"""What an answer is and what it shows, said while it is being made.

A view says that its answer is the same for everyone (`public`). What the answer shows
is noted as *tags* while it is made: rows note themselves when they are read, and views
note the lists they cut something from. Whoever changes a thing names the same tags to
`core.caching.purging.purge`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

P = ParamSpec("P")
Answer = TypeVar("Answer")

# How long an answer is fresh when nothing it shows changes, in seconds.
LIFE = 600
# For what cannot be known by tags: results of a search.
SHORT_LIFE = 30
# For those that found nothing.
NOTHING_LIFE = 2
# For lists that are filtered in ways without number.
LIST_LIFE = 60
# What shows more than this is purged with any change.
MOST_TAGS = 800
# In place of more tags than that; every purge has it.
MANY = "many"
# On every answer; what to purge when all may have changed.
EVERYTHING = "everything"


@dataclass(slots=True)
class Public:
    """What a view says of its answer: the same bytes for everyone.

    `params` are the names in the query that change the answer, in order; whatever else
    stands there does not; with None anything may. `life` in seconds. `is_kept` is false for an address that
    shows the same as another one.
    """

    params: tuple[str, ...] | None = ()
    life: int = LIFE
    is_kept: bool = True


@dataclass(slots=True)
class Making:
    """What was noted of one answer so far."""

    tags: set[str] = field(default_factory=set)
    # When something it shows ends by itself.
    until: datetime | None = None
    # Where pieces of it come from, see `core.caching.pieces`.
    pieces: Any = None
    # How many purges the process had heard of when the answer was begun: what is read
    # for it may be older than any that it hears of later.
    heard: int = 0
    # The key of the site that is asked: pages have other addresses on other ones.
    site: int | None = None

    def all_tags(self) -> frozenset[str]:
        if len(self.tags) > MOST_TAGS:
            return frozenset({MANY, EVERYTHING})
        return frozenset(self.tags | {EVERYTHING})


_current: ContextVar[Making | None] = ContextVar("making", default=None)


def current() -> Making | None:
    """The answer, or the piece of one, that is being made."""
    return _current.get()


@contextmanager
def watching(pieces: Any = None) -> Iterator[Making]:
    """Collect what is noted inside; part of the answer around it has the same pieces."""
    making, around = Making(pieces=pieces), _current.get()
    if pieces is not None and around is not None and around.pieces is pieces:
        making.heard, making.site = around.heard, around.site
    elif pieces is not None:
        making.heard = pieces.heard()
    token = _current.set(making)
    try:
        yield making
    finally:
        _current.reset(token)


def note(*tags: str) -> None:
    """The answer that is being made, if there is one, shows what has these tags."""
    making = _current.get()
    if making is not None:
        making.tags.update(tags)


def note_end(moment: datetime | None) -> None:
    """What the answer shows ends at `moment` without anybody changing it."""
    making = _current.get()
    if making is None or moment is None:
        return
    if making.until is None or moment < making.until:
        making.until = moment


def public(
    request: HttpRequest,
    *tags: str,
    params: tuple[str, ...] | None = (),
    life: int = LIFE,
) -> None:
    """Say that the answer to `request` is the same for everyone.

    It becomes private all the same where it sets or reads a cookie.
    """
    request.public = Public(params, life)  # type: ignore[attr-defined]
    note(*tags)


def public_view(
    *tags: str, params: tuple[str, ...] | None = (), life: int = LIFE
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], Answer]],
    Callable[Concatenate[HttpRequest, P], Answer],
]:
    """Decorator: the view's answers are public, and show what has these tags."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], Answer],
    ) -> Callable[Concatenate[HttpRequest, P], Answer]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> Answer:
            public(request, *tags, params=params, life=life)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def keep_not(request: HttpRequest) -> None:
    """The answer is public, but another address shows the same: do not keep it."""
    said = said_of(request)
    if said is not None:
        said.is_kept = False


def said_of(request: Any) -> Public | None:
    """What the view said of its answer; None where it is private."""
    return getattr(request, "public", None)
