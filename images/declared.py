"""What apps with pages say of them: who wrote one, and what of it must be bought."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from images.rights import Namers, People, nobody

# Whether what stands at a path of the reference index is for buyers, if it is sold.
IsGated = Callable[[str], bool]

_writers: dict[type, Callable[[Any], People]] = {}
_namers: dict[type, Callable[[Any], Namers]] = {}
_marks: dict[type, Callable[[Any], IsGated]] = {}
_buyers: dict[type, Callable[[Any, Any], bool]] = {}
_frames: list[type] = []


def register_writers(
    model: type, people: Callable[[Any], People], namers: Callable[[Any], Namers]
) -> None:
    """Say who wrote a page of `model`, and who put which file into it.

    Pages of other models are the site's own.
    """
    _writers[model], _namers[model] = people, namers


def register_mark(
    model: type, mark: Callable[[Any], IsGated], buyer: Callable[[Any, Any], bool]
) -> None:
    """Say what of a page of `model` is gated, and whether a user may read that too."""
    _marks[model], _buyers[model] = mark, buyer


def register_frame(model: type) -> None:
    """Whatever rows of `model` show is part of the site's frame, open to all."""
    if model not in _frames:
        _frames.append(model)


def frames() -> tuple[type, ...]:
    return tuple(_frames)


def what_is_gated(thing: Any) -> IsGated:
    return _marks.get(type(thing), _nothing_gated)(thing)


def may_read_gated(user: User | AnonymousUser, page: Any) -> bool:
    buyer = _buyers.get(type(page))
    return buyer is not None and buyer(user, page)


def writers_of(thing: Any) -> People:
    return _writers.get(type(thing), _site_itself)(thing)


def namers_of(thing: Any) -> Namers:
    return _namers[type(thing)](thing) if type(thing) in _namers else nobody


def _nothing_gated(thing: Any) -> IsGated:
    return lambda path: False


def _site_itself(thing: Any) -> People:
    return None
