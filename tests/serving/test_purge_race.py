"""Real processes make and give pages while others change them: nobody keeps an old one."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from django.db import connection

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from core.caching.place import shared
from core.tests.broker import closed_port
from core.tests.redis_server import RedisServer

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ROOT = Path(__file__).parents[2]
CHANGES, READERS, START_SECONDS, SEEN_WITHIN = 12, 3, 60, 2.0
NUMBER = re.compile(r"第(\d+)次")


@pytest.fixture
def redis(tmp_path, settings) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        settings.PAGE_CACHE_REDIS = server.url
        shared.cache_clear()
        yield server
        shared.cache_clear()


@pytest.fixture
def address(redis) -> Iterator[str]:
    """Two web processes on the database of this test."""
    port = closed_port()
    database = connection.settings_dict
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environ = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{place}",
        "PAGE_CACHE_REDIS": redis.url,
        "PORT": str(port),
        "WEB_WORKERS": "2",
        "WEB_THREADS": "4",
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    process = subprocess.Popen(
        [*command, "cms.wsgi"], cwd=ROOT, env=environ, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    tick, until = threading.Event(), time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the web processes ended"
        try:
            requests.get(url, timeout=5)
            return
        except requests.RequestException:
            tick.wait(0.1)
    raise AssertionError("no web process answers")


def number_on(url: str) -> int:
    # A connection of its own each time: now this process answers, now that.
    answer = requests.get(url, headers={"Connection": "close"}, timeout=30)
    found = NUMBER.search(answer.text)
    assert found is not None
    return int(found[1])


def change(article: ArticlePage, number: int) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.title = f"第{number}次"
    page.save_revision().publish()


@dataclass
class Reader:
    """Asks again and again, and notes when it asked and what it got."""

    url: str
    is_over: threading.Event
    seen: list[tuple[float, int]] = field(default_factory=list)

    def __call__(self) -> None:
        while not self.is_over.is_set():
            asked = time.monotonic()
            self.seen.append((asked, number_on(self.url)))


def test_no_process_gives_an_old_page_after_its_change(address):
    article = ArticlePageFactory(title="第0次")
    change(article, 0)
    url, is_over, changed = f"{address}{article.url}", threading.Event(), []
    assert number_on(url) == 0
    readers = [Reader(url, is_over) for _n in range(READERS)]
    threads = [threading.Thread(target=reader) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, CHANGES + 1):
            change(article, number)
            changed.append((time.monotonic(), number))
    finally:
        is_over.wait(SEEN_WITHIN)
        is_over.set()
        for thread in threads:
            thread.join()

    answers = [answer for reader in readers for answer in reader.seen]
    for asked, got in answers:
        due = [number for at, number in changed if at + SEEN_WITHIN <= asked]
        assert got >= max(due, default=0)
    assert {number_on(url) for _n in range(20)} == {CHANGES}


def test_a_page_is_made_while_redis_is_killed(address, redis):
    article = ArticlePageFactory(title="第0次")
    change(article, 0)
    url = f"{address}{article.url}"
    assert {number_on(url) for _n in range(6)} == {0}

    redis.kill()
    assert {number_on(url) for _n in range(6)} == {0}
    change(article, 1)
    assert {number_on(url) for _n in range(6)} == {1}
    redis.start()
    change(article, 2)

    tick, until = threading.Event(), time.monotonic() + 30
    while {number_on(url) for _n in range(6)} != {2} and time.monotonic() < until:
        tick.wait(0.1)
    assert {number_on(url) for _n in range(20)} == {2}
