"""Whatever Redis does, a page takes no more than a second longer than usual.

A real server is killed, hung, slowed down, locked and starved, as cache and as broker
at once; the site keeps answering, and finds it again when it is well.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from django.conf import settings as project
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils.module_loading import import_string

from accounts.models import VerificationCode
from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory
from core.models import WaitingTask
from core.redis_client import breaker as cache_breaker
from core.tests.broker import broker_at, closed_port
from core.tests.redis_server import RedisServer
from core.work.announcing import breaker as broker_breaker
from core.work.signs import CLOCK, WORKER, write_sign

pytestmark = [pytest.mark.redis, pytest.mark.django_db]

LONGER = 1.0
SLOWLY = 0.2


class Slowly:
    """A way to the server on which every answer takes its time."""

    def __init__(self, to: int) -> None:
        self.to, self.port, self.seconds = to, closed_port(), 0.0
        self._door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._let_in, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                guest, _ = self._door.accept()
                host = socket.create_connection(("127.0.0.1", self.to))
                for pair in ((guest, host, 0), (host, guest, 1)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, is_answer: int) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                time.sleep(self.seconds * is_answer)
                other.sendall(data)
        for end in (one, other):
            end.close()


class Redis:
    """The server as the site reaches it, and the moods it can be in."""

    def __init__(self, server: RedisServer) -> None:
        self.server, self.way = server, Slowly(server.port)
        self.url = f"redis://127.0.0.1:{self.way.port}/0"

    def killed(self) -> None:
        self.server.kill()

    def unreachable(self) -> None:
        self.server.kill()
        self.way.close()

    def hung(self) -> None:
        self.server.hang()

    def slow(self) -> None:
        self.way.seconds = SLOWLY

    def crawling(self) -> None:
        self.way.seconds = 20

    def locked(self) -> None:
        self.server.ask("CONFIG", "SET", "requirepass", "secret")
        # Whoever is in already stays in, so that both ways are tried.

    def read_only(self) -> None:
        self.server.ask("REPLICAOF", "127.0.0.1", str(closed_port()))

    def full(self) -> None:
        self.server.ask("CONFIG", "SET", "maxmemory", "1")


MOODS = (
    "killed unreachable hung slow crawling locked read_only full".split()
)  # methods of `Redis`


@pytest.fixture
def redis(tmp_path) -> Iterator[Redis]:
    with RedisServer(tmp_path) as server:
        redis = Redis(server)
        caches = {"default": project.CACHES["default"] | {"LOCATION": redis.url}}
        cache_breaker.close()
        with override_settings(CACHES=caches), broker_at(redis.url):
            yield redis
        redis.way.close()
        cache_breaker.close()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    started = time.perf_counter()
    yield
    took = time.perf_counter() - started
    assert took < seconds, f"took {took:.2f} s, {seconds:.2f} s are allowed"


@pytest.fixture
def pages(settings) -> dict[str, Callable[[], int]]:
    """Asked for by name; each gives its status code."""
    settings.HUMAN_PROVIDER = "off"
    article = ArticlePageFactory(markdown="照常营业")
    visitor, reader = Client(), Client()
    reader.force_login(UserFactory(username="changke"))
    numbers = iter(range(13812345600, 13812345699))

    def code() -> int:
        form = {"purpose": "sign_in", "mobile": f"+86{next(numbers)}"}
        return visitor.post("/api/v1/codes/", form, "application/json").status_code

    def save() -> int:
        article.save_revision().publish()
        return 200

    return {
        "article": lambda: visitor.get(article.url).status_code,
        "search": lambda: visitor.get("/search/?q=照常").status_code,
        "state": lambda: reader.get("/api/v1/me/state/").status_code,
        "settings": lambda: reader.get("/me/").status_code,
        "code": code,
        "publish": save,
    }


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_page_is_no_second_longer(redis, pages, mood):
    expected = {name: ask() for name, ask in pages.items()}
    usual = {}
    for name, ask in pages.items():
        started = time.perf_counter()
        ask()
        usual[name] = time.perf_counter() - started

    getattr(redis, mood)()

    for name, ask in pages.items():
        cache_breaker.close()  # the worst page is the one that finds out
        broker_breaker.close()
        with at_most(usual[name] + LONGER):
            assert ask() == expected[name], name
    # A code that cannot be announced says so; all else waits for its broker.
    if mood not in ("slow", "locked"):
        assert VerificationCode.objects.latest("pk").state == "failed"
        assert WaitingTask.objects.filter(is_announced=False).exists()


def test_what_was_open_is_closed_when_redis_is_well(redis):
    cache.set("甲", 1)
    redis.hung()
    assert cache.get("甲") is None
    with at_most(0.2):
        assert cache.get("甲") is None  # left alone
    redis.server.resume()
    cache_breaker.close()

    assert cache.get("甲") == 1


def test_a_connection_that_was_only_old_costs_nothing(redis):
    cache.set("甲", 1)
    redis.server.kill()
    redis.server.start()

    cache.set("甲", 2)

    assert cache.get("甲") == 2


def test_a_session_is_never_older_than_its_last_change(redis):
    store = import_string(f"{project.SESSION_ENGINE}.SessionStore")
    session = store()
    session["甲"] = 1
    session.save()
    redis.hung()
    session["甲"] = 2
    session.save()
    redis.server.resume()
    cache_breaker.close()

    assert store(session.session_key)["甲"] == 2
    assert issubclass(store, DatabaseStore)


@pytest.mark.parametrize("mood", ["killed", "hung", "full", "read_only"])
def test_readyz_tells_which_parts_are_down(redis, mood):
    write_sign(WORKER)
    write_sign(CLOCK)
    assert Client().get("/readyz").json()["status"] == "ok"

    getattr(redis, mood)()

    with at_most(LONGER + 1):
        told = Client().get("/readyz").json()
    assert (told["status"], told["dependencies"]["cache"]) == ("degraded", "down")
    assert told["dependencies"]["worker"] == "ok"
