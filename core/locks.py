"""Locks across processes that die with their holder."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, OperationalError, connection
from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

# How long a request waits for the one before it, which takes a second or two:
# each who waits keeps a thread of the server.
PATIENCE = timedelta(seconds=10)
# PostgreSQL's name for a lock that was waited for too long.
LOCK_NOT_AVAILABLE = "55P03"
# And for transactions that wait for each other, of which it ends one.
DEADLOCK = "40P01"

# Of a row that names another one, which was deleted meanwhile.
FOREIGN_KEY_VIOLATION = "23503"


class TooLongError(DomainError):
    """Whoever holds what is needed did not let go in time."""

    code = "busy"
    status = 503
    message = _("前面还有操作没有做完，这次没有生效。请过一会儿再试。")


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Gives true to one holder of `name` at a time, false to all others at once.

    On PostgreSQL a session advisory lock: the server frees it when the holder's
    connection ends, however it ends. SQLite runs one worker and needs none.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    key = zlib.crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def is_held(name: str) -> bool:
    """Whether somebody holds `name` by `only_one`; on SQLite nobody ever does."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        # A key below 2^32 stands in `objid`, see pg_locks in PostgreSQL's manual.
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'"
            " AND classid = 0 AND objid = %s AND objsubid = 1 AND granted"
            " AND database = (SELECT oid FROM pg_database"
            " WHERE datname = current_database()))",
            [zlib.crc32(name.encode())],
        )
        return bool(cursor.fetchone()[0])


def tells_the_dead() -> bool:
    """Whether a lock nobody holds means that nobody is at work: not so on SQLite."""
    return connection.vendor == "postgresql"


def take_turn(name: str, limit: timedelta = PATIENCE) -> None:
    """Wait until no other transaction holds `name`; held until this one ends.

    Needs a transaction, which is lost where `limit` is over: TooLongError. On SQLite a transaction is alone with its first statement,
    see `transaction_mode` in the settings.
    """
    if connection.vendor != "postgresql":
        return
    key = zlib.crc32(name.encode())
    with patience(limit), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def is_held_up(error: BaseException) -> bool:
    """Whether others hold what was asked for: waited too long, or for each other."""
    state = getattr(error.__cause__, "sqlstate", "")
    return isinstance(error, OperationalError) and state in (
        LOCK_NOT_AVAILABLE,
        DEADLOCK,
    )


def is_gone(error: BaseException) -> bool:
    """Whether something that was named is deleted by now; told when all is stored."""
    state = getattr(error.__cause__, "sqlstate", "")
    return isinstance(error, IntegrityError) and state == FOREIGN_KEY_VIOLATION


@contextmanager
def patience(limit: timedelta) -> Iterator[None]:
    """Wait at most `limit` for each row or table lock within; else TooLongError.

    Needs a transaction, which is lost then. On SQLite the connection's own timeout
    counts.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true)",
            [f"{limit / timedelta(milliseconds=1):.0f}ms"],
        )
    try:
        yield
    except OperationalError as error:
        if is_held_up(error):
            raise TooLongError from error
        raise
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
