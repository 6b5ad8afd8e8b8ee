"""The bridge from Wagtail's task interface (django-tasks) to Celery.

Wagtail and modelsearch call `.enqueue()` for indexing, reference counting and
file removal. Here such a call waits for the commit and then becomes one Celery
message, so a worker never looks for a row that is not there yet. Equal calls that
wait for one commit become one message.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakValueDictionary

import structlog
from celery import shared_task
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_random_id, normalize_json

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from core.caching.ledger import forget_old
from core.locks import only_one
from core.pages.settling import settle
from core.work.announcing import announce_due, ask_for

log = structlog.get_logger(__name__)


@shared_task(name="core.tasks.run_task")
def run_task(path: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Call the django-tasks task at the dotted `path`; repeatable if the task is."""
    try:
        import_string(path).call(*args, **kwargs)
    except ObjectDoesNotExist as error:
        # Deleted since it was asked for: trying again would not help.
        log.info("task_came_too_late", path=path, error=str(error))


@shared_task
def settle_pages_task() -> bool:
    """Look anew which pages are closed; false when another does."""
    with only_one("settle-pages") as mine:
        if mine:
            settle()
    return mine


@shared_task
def announce_waiting_task() -> bool:
    """Announce again what was lost on its way; false when another is at it."""
    with only_one("announce-waiting") as mine:
        if mine:
            announce_due()
    return mine


@shared_task
def forget_purges_task() -> int:
    """Delete purges that every process has heard of; how many."""
    return forget_old()


@shared_task
def delete_file_task(name: str) -> None:
    """Delete a stored file; repeatable, and waits for a store that is away."""
    default_storage.delete(name)


class Request:
    """One task asked for, however often, before the commit.

    The commit holds the only lasting reference: what is rolled back is forgotten,
    and the next who asks for the same asks anew.
    """

    def __init__(self) -> None:
        self.is_over = False

    def end(self) -> None:
        self.is_over = True


class _Outbox(threading.local):
    """What this thread's transaction has asked for so far."""

    def __init__(self) -> None:
        self.waiting: WeakValueDictionary[str, Request] = WeakValueDictionary()

    def ask(self, *message: Any) -> None:
        """Ask for `run_task` with this message, unless the transaction has already."""
        key = json.dumps(message, sort_keys=True)
        found = self.waiting.get(key)
        if found is not None and not found.is_over:
            return
        request = self.waiting[key] = Request()
        transaction.on_commit(request.end, robust=True)
        ask_for(run_task, message, {})


_outbox = _Outbox()


class CeleryTaskBackend(BaseTaskBackend):
    """django-tasks backend whose worker is Celery's."""

    def enqueue(
        self, task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> TaskResult:
        self.validate_task(task)
        result: TaskResult = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=normalize_json(args),
            kwargs=normalize_json(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        task_enqueued.send(type(self), task_result=result)
        _outbox.ask(task.module_path, result.args, result.kwargs)
        return result
