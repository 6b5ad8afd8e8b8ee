"""Where the processes of this site keep answers, and the order of what has changed."""

from functools import cache

from django.conf import settings

from core.caching.ledger import DatabaseLedger, Ledger
from core.caching.shared import SharedStore


@cache
def shared() -> SharedStore | None:
    """The answers of all processes, where there is Redis."""
    url = settings.PAGE_CACHE_REDIS
    return SharedStore(url, settings.PAGE_CACHE_PAGES) if url else None


def ledger() -> Ledger:
    return shared() or DatabaseLedger()
