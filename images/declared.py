"""What apps with pages say of them: who wrote one, and what of it must be bought."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core.registry import Registry
from images.rights import Namers, People, nobody

# Whether what stands at a path of the reference index is for buyers, if it is sold.
IsGated = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Writers:
    """Who wrote a page, and who put which file into it."""

    people: Callable[[Any], People]
    namers: Callable[[Any], Namers]


@dataclass(frozen=True, slots=True)
class Mark:
    """What of a page is gated, and whether a user may read that too."""

    gated: Callable[[Any], IsGated]
    buyer: Callable[[Any, Any], bool]


# By model. Pages of other models are the site's own, and all of them is free.
WRITERS: Registry[type, Writers] = Registry("writers of pages")
MARKS: Registry[type, Mark] = Registry("marks in pages")
# Whatever rows of these models show is part of the site's frame, open to all.
FRAMES: Registry[str, type] = Registry("frames")


def what_is_gated(thing: Any) -> IsGated:
    mark = MARKS.get(type(thing))
    return mark.gated(thing) if mark is not None else _nothing_gated


def may_read_gated(user: User | AnonymousUser, page: Any) -> bool:
    mark = MARKS.get(type(page))
    return mark is not None and mark.buyer(user, page)


def writers_of(thing: Any) -> People:
    writers = WRITERS.get(type(thing))
    return writers.people(thing) if writers is not None else None


def namers_of(thing: Any) -> Namers:
    writers = WRITERS.get(type(thing))
    return writers.namers(thing) if writers is not None else nobody


def _nothing_gated(path: str) -> bool:
    return False
