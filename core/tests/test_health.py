"""`/healthz` and `/readyz`: what machines are told when helpers are there or not."""

from datetime import timedelta

import pytest

from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from core.models import SignOfLife, WaitingTask
from core.tests.broker import broker_down
from core.work import signs
from core.work.signs import CLOCK, WORKER, give_sign, is_alive, write_sign

NAMES = ["database", "cache", "tasks", "worker", "clock", "search", "files"]
NO_CACHE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture
def at_work(db):
    """Worker and clock have just given a sign."""
    write_sign(WORKER)
    write_sign(CLOCK)


def test_healthz_answers_without_a_database(client):
    """No `django_db` mark: a query would fail the test."""
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("at_work")
def test_readyz_names_every_dependency(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "dependencies": dict.fromkeys(NAMES, "ok"),
    }
    assert "no-store" in answer["Cache-Control"]


def readyz(client) -> tuple[int, str, list[str]]:
    """Status code, status, and which dependencies are down."""
    answer = client.get("/readyz")
    data = answer.json()
    assert list(data["dependencies"]) == NAMES
    down = [name for name, state in data["dependencies"].items() if state == "down"]
    return answer.status_code, data["status"], down


@pytest.mark.usefixtures("at_work")
def test_a_cache_that_forgets_is_down_and_the_site_stays(client):
    with override_settings(CACHES=NO_CACHE):
        assert readyz(client) == (200, "degraded", ["cache"])


@pytest.mark.usefixtures("at_work")
def test_a_broker_that_is_down_is_named_and_the_site_stays(client):
    with broker_down():
        assert readyz(client) == (200, "degraded", ["tasks"])


@pytest.mark.parametrize("name", [WORKER, CLOCK])
@pytest.mark.parametrize("seconds", [None, 41])
@pytest.mark.usefixtures("at_work")
def test_who_gives_no_sign_is_named(client, name, seconds):
    sign = SignOfLife.objects.filter(name=name)
    if seconds is None:
        sign.delete()
    else:
        sign.update(seen_at=timezone.now() - timedelta(seconds=seconds))

    assert readyz(client) == (200, "degraded", [name])


@pytest.mark.usefixtures("at_work")
def test_tasks_that_are_late_are_named(client):
    late = timezone.now() - timedelta(seconds=121)
    row = WaitingTask.objects.create(
        task="core.tasks.run_task", args=[], kwargs={}, digest="0", due_at=late
    )
    assert readyz(client) == (200, "degraded", ["tasks"])

    row.given_up_at = timezone.now()
    row.save()
    assert readyz(client) == (200, "ok", [])


@pytest.mark.django_db
def test_signs_are_written_now_and_then_and_found_by_all(monkeypatch):
    monkeypatch.setattr(signs, "_given", {})
    give_sign(WORKER)
    first = SignOfLife.objects.get().seen_at
    give_sign(WORKER)

    assert SignOfLife.objects.get().seen_at == first
    assert (is_alive(WORKER), is_alive(CLOCK)) == (True, False)


@pytest.mark.django_db
def test_no_database_takes_the_site_out_of_rotation(client):
    def refuse(execute, sql, params, many, context):
        raise ConnectionError("the database is away")

    with connection.execute_wrapper(refuse):
        code, status, down = readyz(client)

    assert (code, status) == (503, "down")
    assert "database" in down


@pytest.mark.django_db
def test_asking_leaves_nothing_behind(client):
    cache.set("mine", 1)
    client.get("/readyz")

    assert cache.get("mine") == 1
    assert [key for key in kept_keys() if "readyz" in key] == []


def kept_keys() -> list[str]:
    """Every key in the cache, wherever it is."""
    if hasattr(cache, "client"):
        return [key.decode() for key in cache.client.get_client().scan_iter()]
    return list(cache._cache)


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client, address):
    assert client.post(address).status_code == 405
