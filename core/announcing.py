"""Handing tasks to the broker, and what becomes of them where it is down."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from celery import Task, current_app
from kombu.exceptions import OperationalError

from core.models import WaitingTask

log = structlog.get_logger(__name__)


def announce(task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Hand `task` to the broker, or `set_aside` the message where that is down."""
    try:
        task.apply_async(args, kwargs)
    except OperationalError:
        log.exception("task_not_announced", task=task.name)
        task.set_aside(args, kwargs)


def keep(task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Keep a message until `announce_waiting` finds the broker up again."""
    message = json.dumps([task.name, args, kwargs], sort_keys=True)
    WaitingTask.objects.get_or_create(
        digest=hashlib.sha256(message.encode()).hexdigest(),
        defaults={"task": task.name, "args": args, "kwargs": kwargs},
    )


def announce_waiting() -> int:
    """Announce what waits, oldest first, until the broker fails again; how many.

    At least once: who is killed between the two steps announces a task again.
    """
    done = 0
    for row in WaitingTask.objects.order_by("pk").iterator():
        task = current_app.tasks.get(row.task)
        if task is None:
            log.error("waiting_task_unknown", task=row.task)
        else:
            try:
                task.apply_async(row.args, row.kwargs)
            except OperationalError:
                log.warning("broker_still_down", announced=done)
                return done
            done += 1
        row.delete()
    return done
