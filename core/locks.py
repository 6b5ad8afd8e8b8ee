"""Locks across processes that die with their holder."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


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


def take_turn(name: str) -> None:
    """Wait until no other transaction holds `name`; held until this one ends.

    Needs a transaction. On SQLite a transaction is alone with its first statement,
    see `transaction_mode` in the settings.
    """
    if connection.vendor != "postgresql":
        return
    key = zlib.crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
