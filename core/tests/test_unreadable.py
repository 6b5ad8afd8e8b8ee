"""Which errors are of what was sent, which of a database that is away, which ours."""

import errno
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.test import RequestFactory
from django.utils import translation

from core.files import FilesAwayError
from core.web.answers import answer_to, server_error
from core.web.unreadable import is_database_away, is_unreadable


def raised(act: Callable[[], Any]) -> Exception:
    try:
        act()
    except Exception as error:  # noqa: BLE001 whatever it is
        return error
    raise AssertionError("nothing was raised")


def endless() -> None:
    endless()


READ = {
    "number": lambda: date(10**20, 1, 1),
    "NUL in a path": lambda: open("a\x00b"),  # noqa: SIM115
    "half a character": lambda: "\ud83d".encode(),
    "digits": lambda: int("9" * 5000),
    "name of a file": lambda: open("x" * 5000),  # noqa: SIM115
    "nested JSON": lambda: json.loads("[" * 100_000),
    "bytes of no JSON": lambda: json.loads(b"\xff"),
}


@pytest.mark.parametrize("act", READ.values(), ids=READ)
def test_what_only_comes_from_outside(act: Callable[[], Any]) -> None:
    assert is_unreadable(raised(act))


@pytest.mark.parametrize("error", [DataError("x"), ValidationError("x")])
def test_what_columns_and_fields_refuse(error: Exception) -> None:
    assert is_unreadable(error)


def test_an_error_that_quotes_what_was_sent_is_about_it() -> None:
    error = raised(lambda: int("甲"))

    assert is_unreadable(error, ["乙", "甲"])
    assert is_unreadable(raised(lambda: {}["甲"]), ["甲"])
    assert not is_unreadable(error, ["乙"])
    assert not is_unreadable(error)


OURS = {
    "key": lambda: {}["x"],
    "type": lambda: 1 + "x",  # type: ignore[operator]
    "value": lambda: [].index(3),
    "attribute": lambda: None.x,  # type: ignore[attr-defined]
    "no end": endless,
    "no file": lambda: open("/nowhere/at/all"),  # noqa: SIM115
    "bytes": lambda: b"\xff".decode(),
}


@pytest.mark.parametrize("act", OURS.values(), ids=OURS)
def test_mistakes_of_ours_stay_mistakes(act: Callable[[], Any]) -> None:
    request = RequestFactory().get("/", {"a": "b"})
    request.resolver_match = None

    assert not is_unreadable(raised(act), ["b", ""])
    assert answer_to(request, raised(act)) is None


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def of_sqlite(sql: str) -> Exception:
    return raised(lambda: sqlite3.connect(":memory:").execute(sql))


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (InterfaceError("connection already closed"), True),
        (caused(OperationalError("refused"), psycopg.OperationalError()), True),
        (caused(OperationalError("x"), psycopg.errors.AdminShutdown()), True),
        (caused(OperationalError("x"), psycopg.errors.TooManyConnections()), True),
        (caused(OperationalError("x"), psycopg.errors.DeadlockDetected()), True),
        (caused(OperationalError("x"), psycopg.errors.QueryCanceled()), False),
        (caused(OperationalError("x"), of_sqlite("SELECT * FROM nowhere")), False),
        (DataError("x"), False),
        (OSError(errno.ECONNREFUSED, "x"), False),
    ],
)
def test_when_the_database_is_away(error: Exception, is_away: bool) -> None:
    assert is_database_away(error) is is_away


def test_a_file_of_sqlite_that_cannot_be_opened_is_away() -> None:
    cause = raised(lambda: sqlite3.connect("/nowhere/at/all.sqlite3"))

    assert is_database_away(caused(OperationalError(str(cause)), cause))


def test_a_number_beyond_sqlite_is_unreadable_and_other_breaches_are_not() -> None:
    cause = of_sqlite("SELECT 1 LIMIT 1e20")

    assert is_unreadable(caused(IntegrityError(str(cause)), cause))
    assert not is_unreadable(IntegrityError("UNIQUE constraint failed"))


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/api/v1/x/", 404, "not_found"),
        ("get", "/api/v1/x/?a=b", 400, "unreadable"),
        ("post", "/api/v2/x/", 400, "unreadable"),
    ],
)
def test_an_address_leads_nowhere_and_a_query_is_refused(
    method: str, address: str, status: int, code: str
) -> None:
    request = getattr(RequestFactory(), method)(address)
    request.resolver_match = None

    answer = answer_to(request, DataError("x"))

    assert answer is not None
    assert answer.status_code == status
    body = json.loads(answer.content)
    assert (body["code"], body["errors"]) == (code, {})


@pytest.mark.parametrize(("language", "tag"), [("zh-hans", "zh-hans"), ("en", "en")])
def test_pages_need_no_database(language: str, tag: str) -> None:
    request = RequestFactory().get("/?a=b")
    request.resolver_match = None
    with translation.override(language):
        answers = [
            answer_to(request, error)
            for error in (DataError("x"), InterfaceError("x"), FilesAwayError())
        ]
        answers.append(server_error(request))

    assert [a.status_code for a in answers if a] == [400, 503, 503, 500]
    for answer in answers:
        assert answer is not None
        assert f'<html lang="{tag}">' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/meiyou/", "/p/meiyou/", "/me/nothing/"])
def test_while_developing_nothing_there_is_our_page_too(client, settings, address):
    settings.DEBUG = True

    answer = client.get(address)

    assert answer.status_code == 404
    assert "urlpatterns" not in answer.text
    assert "Using the URLconf" not in answer.text
    assert "回到首页" in answer.text
