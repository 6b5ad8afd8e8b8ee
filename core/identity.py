"""What the site calls itself: its owner's choice, also where nothing can be asked."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError


@dataclass(frozen=True, slots=True)
class Identity:
    """Name and line of the site; an empty name is not known yet."""

    name: str = ""
    slogan: str = ""


_ask: Callable[[], Identity] = Identity
_last = Identity()


def told_by(ask: Callable[[], Identity]) -> None:
    """Have `ask` tell who the site is; for `ready()` of the app that keeps it."""
    global _ask
    _ask = ask


def site_identity() -> Identity:
    """Name and line, as they were last known while the database is away."""
    global _last
    with suppress(DatabaseError):
        found = _ask()
        _last = found if found.name else _last
    return Identity(known_site_name(), _last.slogan)


def site_name(**_asked_by: Any) -> str:
    """The name alone. Whatever libraries that ask for it hand over changes nothing."""
    return site_identity().name


def known_site_name() -> str:
    """The name without a question: for pages about a site that cannot answer."""
    return _last.name or settings.WAGTAIL_SITE_NAME
