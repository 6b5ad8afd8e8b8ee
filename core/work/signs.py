"""Worker and clock say in the database that they are at work."""

import time
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from core.models import SignOfLife

WORKER, CLOCK = "worker", "clock"
EVERY_SECONDS = 10.0
# Three signs missed, and a little more.
DEAD_AFTER = timedelta(seconds=40)
_given: dict[str, float] = {}


def give_sign(name: str) -> None:
    """Say that `name` is at work; however often called, written each 10 s at most.

    Meant for processes that do nothing else with the database: it keeps none open.
    """
    now = time.monotonic()
    if now - _given.get(name, -EVERY_SECONDS) < EVERY_SECONDS:
        return
    try:
        write_sign(name)
    finally:
        if not connection.in_atomic_block:
            connection.close()
    _given[name] = now


def write_sign(name: str) -> None:
    SignOfLife.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})


def is_alive(name: str) -> bool:
    """Whether a process of this name was at work a moment ago, on whatever server."""
    since = timezone.now() - DEAD_AFTER
    return SignOfLife.objects.filter(name=name, seen_at__gt=since).exists()
