"""Search in the site's own database, whichever it is."""

from typing import Any

from modelsearch.backends import database as modelsearch_database
from modelsearch.backends.database.sqlite.utils import fts5_available, fts_table_exists

from django.db import connection

from wagtail.search.backends.base import BaseSearchBackend


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """The backend for the default connection, with words cut in Python.

    A SQLite built without FTS5 gets modelsearch's plain substring search.
    """
    if connection.vendor == "postgresql":
        from search.backends.postgres import PostgresBackend

        return PostgresBackend(params)
    if connection.vendor == "sqlite" and _has_fts5():
        from search.backends.sqlite import SQLiteBackend

        return SQLiteBackend(params)
    return modelsearch_database.SearchBackend(params)


_with_fts5: set[str] = set()


def _has_fts5() -> bool:
    """Asked until the answer is yes: before the first migration it is still no."""
    if connection.alias not in _with_fts5 and fts5_available() and fts_table_exists():
        _with_fts5.add(connection.alias)
    return connection.alias in _with_fts5
