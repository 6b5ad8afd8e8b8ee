"""What the site calls itself: its owner's choice, also where nothing can be asked."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import DatabaseError

_ask: Callable[[], str] = str
_last = ""


def named_by(ask: Callable[[], str]) -> None:
    """Have `ask` tell the name; for `ready()` of the app that keeps it."""
    global _ask
    _ask = ask


def site_name(**_asked_by: Any) -> str:
    """The name, as it was last known while the database is away.

    Whatever libraries that ask for it hand over makes no difference.
    """
    global _last
    with suppress(DatabaseError):
        _last = _ask() or _last
    return known_site_name()


def known_site_name() -> str:
    """The name without a question: for pages about a site that cannot answer."""
    return _last or settings.WAGTAIL_SITE_NAME
