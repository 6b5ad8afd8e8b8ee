"""Addresses for machines: is the process up, and can it reach what it needs."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import structlog
from celery import current_app

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wagtail.search.backends import get_search_backend

from core.files import ask_for_files
from core.models import WaitingTask
from core.work.signs import CLOCK, DEAD_AFTER, WORKER, is_alive

log = structlog.get_logger(__name__)
# A minute for finding what was lost, and one for doing it.
LATE_AFTER = timedelta(minutes=2)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    key = f"readyz:{uuid.uuid4().hex}"
    cache.set(key, 1, timeout=10)
    # django-redis is set to swallow errors, so only reading back tells.
    if cache.get(key) != 1:
        raise ConnectionError("the cache did not give back what was stored")
    cache.delete(key)


def _tasks() -> None:
    with current_app.connection_for_write(connect_timeout=2) as broker:
        broker.default_channel  # noqa: B018 opens a connection, waiting for nobody
    late = WaitingTask.objects.due(timezone.now() - LATE_AFTER).count()
    if late:
        raise TimeoutError(f"{late} tasks are late")


def _worker() -> None:
    _look_for(WORKER)


def _clock() -> None:
    _look_for(CLOCK)


def _look_for(name: str) -> None:
    if not is_alive(name):
        raise TimeoutError(f"no sign of life for {DEAD_AFTER}")


def _search() -> None:
    client = getattr(get_search_backend(), "es", None)
    if client is not None:
        client.cluster.health(timeout="2s")


def _files() -> None:
    ask_for_files()
    default_storage.exists("readyz")


DEPENDENCIES: dict[str, Callable[[], None]] = {
    "database": _database,
    "cache": _cache,
    "tasks": _tasks,
    "worker": _worker,
    "clock": _clock,
    "search": _search,
    "files": _files,
}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nothing else."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each dependency by name; 503 when the database cannot be reached.

    The others are helpers the site can do without, so they are named as down
    but do not take the site out of rotation.
    """
    states = {}
    for name, check in DEPENDENCIES.items():
        try:
            check()
        except Exception as error:  # noqa: BLE001 any failure means "down"
            log.warning("dependency_down", dependency=name, error=str(error))
            states[name] = "down"
        else:
            states[name] = "ok"
    ready = states["database"] == "ok"
    overall = "ok" if set(states.values()) == {"ok"} else "degraded"
    return JsonResponse(
        {"status": overall if ready else "down", "dependencies": states},
        status=200 if ready else 503,
    )
