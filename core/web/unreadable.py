"""Whose fault an error is: of what was sent, of a database that is away, or ours."""

import errno
import re
from collections.abc import Iterable, Iterator
from types import TracebackType

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

# Whatever reads what was sent: it goes as deep as that is nested.
READERS = ("json", "json.decoder", "json.scanner", "wagtail.api.v2.utils")
# Forms of Wagtail's that count on each of their fields, and on what only they write.
FORMS = re.compile(r"wagtail\.([\w.]+\.)?forms(\.|$)")
# How Python and psycopg say that a text has NUL, and that a number has no end.
UNREADABLE_VALUES = ("null byte", "null character", "NUL", "Exceeds the limit")
# Python's own errors quote no more of a value than twice that.
QUOTED = 100
# What SQLite calls a file it cannot reach. "No such table" is a mistake of ours, and
# has the same class but not the same name.
AWAY_IN_SQLITE = ("BUSY", "LOCKED", "CANTOPEN", "IOERR", "FULL", "READONLY", "PROTOCOL")
# PostgreSQL's classes of errors: connection, resources, operator; and one that has lost a
# race for rows.
AWAY_IN_POSTGRES = ("08", "53", "57P", "40001", "40P01", "55P03")


def is_unreadable(error: BaseException, sent: Iterable[str] = ()) -> bool:
    """Whether `error` can only come of a value somebody sent, one of `sent` perhaps.

    Narrow on purpose, as every other error is a mistake of ours and stays a 500 that
    is logged. What the site computes comes from rows, and what is in a row fits into
    one. So these have come in from outside: numbers no column and no calendar holds,
    texts that are too long or have NUL or half characters, names no file can have,
    and JSON nested deeper than Python goes. A wrong value or key is one of them where
    the error itself complains of what was sent, word for word.
    """
    if isinstance(error, DataError | OverflowError | ValidationError):
        return True
    if isinstance(error, UnicodeEncodeError):
        return "surrogates" in error.reason
    if isinstance(error, IntegrityError):
        # SQLite takes a whole number beyond its own for a broken one.
        name = getattr(error.__cause__, "sqlite_errorname", "")
        return bool(name == "SQLITE_MISMATCH")
    if isinstance(error, MultiValueDictKeyError):
        return True  # a field of a form that was not sent
    if isinstance(error, OSError):
        return error.errno == errno.ENAMETOOLONG
    if isinstance(error, RecursionError | UnicodeDecodeError):
        return _in_a_reader(error.__traceback__)
    if isinstance(error, AttributeError | KeyError) and _of_a_form(error.__traceback__):
        return True
    if isinstance(error, ValueError) and _names_its_kind(error):
        return True
    if isinstance(error, ValueError | LookupError | NoReverseMatch):
        return _complains_of(error, sent)
    return False


def is_database_away(error: BaseException) -> bool:
    """Whether the database cannot be asked now: nobody's mistake, and soon over."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    in_sqlite = getattr(cause, "sqlite_errorname", None)
    if in_sqlite is not None:
        return in_sqlite.removeprefix("SQLITE_").startswith(AWAY_IN_SQLITE)
    # One that does not get as far as a connection gets no state.
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(AWAY_IN_POSTGRES)


def _names_its_kind(error: ValueError) -> bool:
    return any(words in str(error) for words in UNREADABLE_VALUES)


def _complains_of(error: Exception, sent: Iterable[str]) -> bool:
    said = [str(error), *map(str, error.args)]
    # Django's own words put quotes around the value as it is.
    quoted = [each for v in sent for each in (repr(v)[:QUOTED], f"'{v}'"[:QUOTED])]
    return any(value in text for value in quoted for text in said)


def _in_a_reader(traceback: TracebackType | None) -> bool:
    return any(name in READERS for name in _modules(traceback))


def _of_a_form(traceback: TracebackType | None) -> bool:
    return FORMS.match(list(_modules(traceback))[-1]) is not None


def _modules(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        yield traceback.tb_frame.f_globals.get("__name__", "")
        traceback = traceback.tb_next
