"""A small site behind the cache: plain functions that answer as Django does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import RequestFactory

from core.caching.keeper import Keeper
from core.caching.making import Public, note
from core.caching.wrapper import PageCache

HOST = "127.0.0.1:8000"
View = Callable[[dict[str, Any]], HttpResponse]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class SmallSite:
    """`views` by path; `asked` lists path and query of all that reached a view."""

    views: dict[str, View] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        self.asked.append(f"{path}?{query}" if query else path)
        response = self.views[path](environ)
        status = f"{response.status_code} {response.reason_phrase}"
        start(status, list(response.items()))
        return response


def in_a_thread(ask: Callable[[], "Answer"]) -> "Answer":
    """What `ask` gives; the connection of the thread goes with it."""
    try:
        return ask()
    finally:
        connection.close()


@dataclass
class Front:
    """The cache before the site, and the way to ask it."""

    cache: PageCache
    site: SmallSite

    def get(self, path: str, method: str = "get", **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        names.setdefault("host", HOST)
        request = getattr(RequestFactory(), method)(path, headers=names)
        started: list[Any] = []
        chunks = self.cache(request.environ, lambda *said: started.append(said))
        body = b"".join(chunks)
        status, pairs = started[-1][:2]
        return Answer(int(status[:3]), dict(pairs), body)


def page(
    text: str, *tags: str, said: Public | None = None, **options: Any
) -> HttpResponse:
    """A public answer that shows what has `tags`."""
    note(*tags)
    response = HttpResponse(text, **options)
    response.headers.setdefault("Cache-Control", "public, max-age=0, s-maxage=2")
    response.headers.setdefault("ETag", f'"{hash(text)}"')
    response.said = said or Public()  # type: ignore[attr-defined]
    return response


@pytest.fixture
def front(db: None) -> Iterator[Front]:
    site = SmallSite()
    # As Django's own test client: the transaction of the test outlives its requests.
    request_finished.disconnect(close_old_connections)
    yield Front(PageCache(site, Keeper(1_000_000)), site)
    request_finished.connect(close_old_connections)
