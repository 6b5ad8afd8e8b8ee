"""`/healthz` and `/readyz`: what machines are told when helpers are there or not."""

import pytest

from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from core.tests.broker import broker_down

NAMES = ["database", "cache", "tasks", "search", "files"]
NO_CACHE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def test_healthz_answers_without_a_database(client):
    """No `django_db` mark: a query would fail the test."""
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_cache_that_forgets_is_down_and_the_site_stays(client):
    with override_settings(CACHES=NO_CACHE):
        assert readyz(client) == (200, "degraded", ["cache"])


@pytest.mark.django_db
def test_a_broker_that_is_down_is_named_and_the_site_stays(client):
    with broker_down():
        assert readyz(client) == (200, "degraded", ["tasks"])


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
