"""What the browser tests stand on: the database, an index, a room of windows."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.http import HttpResponse

from tests.browser import Room


@pytest.fixture(scope="module")
def one_connection(django_db_setup: None) -> Iterator[None]:
    """The connection of the tests, also while the browser is open.

    Django keeps connections apart where an event loop runs, and Playwright keeps
    one in this thread: its tests would open a second connection, which knows
    nothing of `serialized_rollback`. Has to be asked for before `browser`.
    """
    kept = threading.local()
    kept.default = connections[DEFAULT_DB_ALIAS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "_connections", kept)
        yield


@pytest.fixture
def one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite in memory is one connection, so two requests would share a transaction.

    One that a closed window has left behind ends before the next test begins.
    """
    if connection.vendor != "sqlite":
        yield
        return
    answer, lock, is_over = WSGIHandler.get_response, threading.Lock(), False

    def get_response(handler: WSGIHandler, request: Any) -> Any:
        with lock:
            if is_over:
                return HttpResponse(status=503)
            return answer(handler, request)

    monkeypatch.setattr(WSGIHandler, "get_response", get_response)
    yield
    with lock:
        is_over = True


@pytest.fixture
def room(
    one_connection: None,
    one_request_at_a_time: None,
    browser: Browser,
    live_server: Any,
) -> Iterator[Room]:
    """Browser windows onto the running site; what none of them may do is checked."""
    call_command("update_index", verbosity=0)
    with Room(browser, live_server.url) as opened:
        yield opened
    opened.check()
