"""The test bed: which tests need what, and what happens where it is not there.

A test says what it needs by a marker (`pytest --markers` lists them). Where that
is missing it is skipped, unless `REQUIRE_SERVICES` asks for it: `1` for all, or
names ("browser,redis"). Then a missing one is a failure, never a skip.
"""

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

pytest_plugins = ["pytester"]

CHROMIUM = "/usr/bin/chromium"
# What a page asks of another host is seen by `Room` and goes nowhere.
NO_OTHER_HOST = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
)


# Django, its migrations and the tests are a heap that stays: looked through seldom, it
# costs a fifth less of the processor's time.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def chromium_path() -> str:
    """The browser tests run in, or an empty string where there is none."""
    path = os.environ.get("CHROMIUM", CHROMIUM)
    return path if Path(path).exists() else ""


def _variable(name: str) -> Callable[[], bool]:
    return lambda: bool(os.environ.get(name))


def _has_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


# marker: (is it here, what to do where it is not)
SERVICES: dict[str, tuple[Callable[[], bool], str]] = {
    "postgres": (_has_postgres, "set DATABASE_URL to a PostgreSQL"),
    "redis": (_variable("REDIS_URL"), "set REDIS_URL"),
    "elasticsearch": (_variable("ELASTICSEARCH_URL"), "set ELASTICSEARCH_URL"),
    "s3": (_variable("S3_ENDPOINT_URL"), "set S3_ENDPOINT_URL"),
    "browser": (lambda: bool(chromium_path()), "install Chromium or set CHROMIUM"),
    "vnu": (_variable("VNU_JAR"), "set VNU_JAR to the vnu.jar of npm's vnu-jar"),
}


# What brings a database to a test, beside the marker of pytest-django.
DATABASE = {"db", "transactional_db", "live_server"}


def opens_database(item: pytest.Item) -> bool:
    """Whether the test may open one: pytest-django lets no other test near it."""
    return (
        item.get_closest_marker("django_db") is not None
        or bool(DATABASE.intersection(getattr(item, "fixturenames", ())))
        or hasattr(getattr(item, "cls", None), "databases")  # a TestCase of Django's
    )


def is_required(service: str, asked: str) -> bool:
    """Whether `REQUIRE_SERVICES=asked` forbids going on without the service."""
    names = {name.strip() for name in asked.split(",")}
    return bool(names & {"1", service})


# What is shown, written and laid out is the same on every database. What asks the
# database for it stands in other folders, or says by a marker which service it needs.
SAME_EVERYWHERE = (
    "accounts/admin/",
    "articles/admin/",
    "articles/mail/",
    "articles/rendering/",
    "articles/tests/test_feeds.py",
    "demo/",
    "home/",
    "tests/desk/",
    "tests/house/",
    "tests/journeys/",
)
# Services that stand for no database.
SHOWING = {"browser", "vnu"}


def is_same_everywhere(item: pytest.Item) -> bool:
    """Whether one database is enough for the test."""
    needs = {name for name in SERVICES if item.get_closest_marker(name)}
    if item.get_closest_marker("services"):
        return False
    if not needs and not opens_database(item):
        return True
    here = item.path.relative_to(Path(__file__).parent).as_posix()
    return here.startswith(SAME_EVERYWHERE) and needs <= SHOWING


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Every marker of a service implies `services`; `sqlite` is enough for many tests.

    Other databases leave `sqlite` out: such a test is the same on all of them.
    """
    for item in items:
        if is_same_everywhere(item):
            item.add_marker(pytest.mark.sqlite)
        if any(item.get_closest_marker(service) for service in SERVICES):
            item.add_marker(pytest.mark.services)
    database = os.environ.get("DATABASE_URL", "")
    if database and not database.startswith("sqlite"):
        _leave_out(config, items, "sqlite")


def _leave_out(config: pytest.Config, items: list[pytest.Item], marker: str) -> None:
    left_out = [item for item in items if item.get_closest_marker(marker)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(marker)]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot run here, or fail where it was required."""
    for service, (is_here, remedy) in SERVICES.items():
        if item.get_closest_marker(service) is None or is_here():
            continue
        message = f"{service} is not here: {remedy}"
        if is_required(service, os.environ.get("REQUIRE_SERVICES", "")):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for tests marked `browser`; one for all tests of a module.

    Playwright keeps an event loop in this thread, which Django takes for async
    code: its guard is off for as long as the browser is open, and no longer.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", NO_OTHER_HOST]
        )
        yield chromium
        chromium.close()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Uploads of tests lie in a temporary folder the test settings made."""
    from django.conf import settings

    if settings.configured:
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Iterator[None]:
    """After a test with real commits, give the next one the migrations' rows back.

    Such a test ends with every table empty. It must ask for `serialized_rollback`:
    without it Django would fill in content types that clash with those restored.
    """
    yield
    marker = item.get_closest_marker("django_db")
    is_last = nextitem is None  # the database is gone with it
    if marker is None or not marker.kwargs.get("transaction") or is_last:
        return
    if not marker.kwargs.get("serialized_rollback"):
        pytest.fail("a test with real commits needs serialized_rollback=True")
    from pytest_django.plugin import blocking_manager_key

    from django.db import connections

    with item.config.stash[blocking_manager_key].unblock():
        for connection in connections.all(initialized_only=True):
            rows = connection._test_serialized_contents
            connection.creation.deserialize_db_from_string(rows)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Every test starts with nothing remembered: rows are rolled back, caches not."""
    from django.conf import settings
    from django.core.cache import cache

    if settings.configured:
        cache.clear()


@pytest.fixture(autouse=True)
def nothing_secret_is_logged() -> Iterator[None]:
    """No line any test makes the site write holds a secret or a person's address."""
    from django.conf import settings

    if not settings.configured:  # a test of the bed itself, without the site
        yield
        return
    from tests.watch import Watch

    watch = Watch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield
    root.removeHandler(watch)
    if watch.found:
        pytest.fail("\n".join(watch.found), pytrace=False)


@pytest.fixture
def admin_user(db: None) -> Any:
    """The superuser behind pytest-django's `admin_client`; has agreed to the terms."""
    from accounts.tests.factories import UserFactory

    return UserFactory(username="admin", is_staff=True, is_superuser=True)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test has its own."""
    yield
    from django.conf import settings
    from django.utils import translation

    if settings.configured:
        translation.deactivate()
