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

from celery import shared_task
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_random_id, normalize_json

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from core.announcing import announce, announce_waiting
from core.locks import only_one
from core.settling import settle


@shared_task(name="core.tasks.run_task")
def run_task(path: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Call the django-tasks task at the dotted `path`; repeatable if the task is."""
    import_string(path).call(*args, **kwargs)


@shared_task
def settle_pages_task() -> bool:
    """Look anew which pages are closed; false when another does."""
    with only_one("settle-pages") as mine:
        if mine:
            settle()
    return mine


@shared_task
def announce_waiting_task() -> bool:
    """Announce what a broker that was down did not take; false when another does."""
    with only_one("announce-waiting") as mine:
        if mine:
            announce_waiting()
    return mine


class Announcement:
    """One message, however often it is asked for before it goes out.

    Every request waits for the commit by itself, so Django drops those of a
    savepoint that is rolled back, and it goes out with the first that is left.
    """

    def __init__(self, *message: Any) -> None:
        self.message = message
        self.is_sent = False

    def send(self) -> None:
        if not self.is_sent:
            self.is_sent = True
            announce(run_task, self.message, {})


class _Outbox(threading.local):
    """What this thread's transaction announces; what is rolled back is forgotten."""

    def __init__(self) -> None:
        self.waiting: WeakValueDictionary[str, Announcement] = WeakValueDictionary()

    def put(self, *message: Any) -> Announcement:
        """The announcement of `message` that has not gone out yet."""
        key = json.dumps(message, sort_keys=True)
        found = self.waiting.get(key)
        if found is None or found.is_sent:
            found = self.waiting[key] = Announcement(*message)
        return found


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
        announcement = _outbox.put(task.module_path, result.args, result.kwargs)
        transaction.on_commit(announcement.send)
        return result
