"""Two transactions of which one begins while the other is not over, on PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def meanwhile(
    first: Callable[[], object],
    then: Callable[[], Any],
    *,
    finally_first: Callable[[], object] = lambda: None,
) -> Any:
    """What `then` gives, begun while `first` has acted and is not committed.

    `first` is over as soon as `then` waits for it, or has not waited at all; before
    that it does what is `finally_first`.
    """
    acted, go_on = threading.Event(), threading.Event()

    def hold_open() -> None:
        try:
            with transaction.atomic():
                first()
                acted.set()
                assert go_on.wait(30)
                finally_first()
        finally:
            connection.close()

    def act() -> object:
        try:
            assert acted.wait(30)
            return then()
        finally:
            connection.close()

    def let_go(later: Future) -> None:
        tick = threading.Event()
        for _n in range(600):
            if later.done() or somebody_waits():
                break
            tick.wait(0.05)
        go_on.set()

    with ThreadPoolExecutor(2) as pool:
        earlier, later = pool.submit(hold_open), pool.submit(act)
        let_go(later)
        earlier.result()
        return later.result()
