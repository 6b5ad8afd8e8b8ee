"""Tasks are rows first: asked for with a change, announced to workers after it.

A message can be lost with a worker, a broker, or the process that was to send it.
The row cannot: what is not done some seconds later is announced again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from celery import Task, current_app
from kombu.exceptions import OperationalError

from django.db import transaction
from django.utils import timezone

from core.breaker import Breaker
from core.locks import is_held
from core.models import WaitingTask
from core.queues import Queues

log = structlog.get_logger(__name__)
# The header of a message that names the row it stands for.
ROW = "renran_task"
# When a message is looked for, by a clock that ticks every 20 s.
LOOK_AFTER = timedelta(seconds=30)
AT_ONCE = 1000
FORGOTTEN_AFTER = timedelta(days=30)
breaker = Breaker("broker")


def ask_for(task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]) -> WaitingTask:
    """Note `task` in the caller's transaction, and announce it after the commit.

    Never fails for want of a broker: what was saved is saved by then, and an error
    page would say otherwise.
    """
    message = json.dumps([task.name, args, kwargs], sort_keys=True)
    row = WaitingTask.objects.create(
        task=task.name,
        args=args,
        kwargs=kwargs,
        digest=hashlib.sha256(message.encode()).hexdigest(),
        due_at=timezone.now() + LOOK_AFTER,
        is_announced=True,
    )

    # Django names the function in its log, so this cannot be a partial.
    def announce_it() -> None:
        if not announce(task, row):
            task.not_taken(row)

    transaction.on_commit(announce_it, robust=True)
    return row


def announce(task: Task, row: WaitingTask) -> bool:
    """Hand a message about `row` to the broker; false where that does not take it."""
    if current_app.conf.task_always_eager:  # no broker, and the task's time is its own
        task.apply_async(row.args, row.kwargs, headers={ROW: row.pk})
        return True
    is_taken = False
    if breaker.allows():
        with suppress(OperationalError), breaker.watch(OperationalError):
            task.apply_async(row.args, row.kwargs, headers={ROW: row.pk})
            is_taken = True
    if not is_taken:
        log.warning("task_not_announced", task=task.name, row=row.pk)
    return is_taken


def lock_name(row_id: int) -> str:
    """What a worker holds while it is at the task."""
    return f"task-{row_id}"


def announce_due() -> int:
    """Announce what fell due, oldest first, until the broker fails; how many.

    Repeatable: a message whose task is done or being done is ignored.
    """
    rows = WaitingTask.objects
    rows.filter(given_up_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    done = 0
    with current_app.connection_for_write() as connection:
        queues = Queues(connection)
        for row in rows.due()[:AT_ONCE]:
            task = current_app.tasks.get(row.task)
            if task is None:
                log.error("waiting_task_unknown", task=row.task)
                row.delete()
            elif not _is_on_its_way(row, queues):
                if not announce(task, row):
                    break
                rows.filter(pk=row.pk).update(
                    is_announced=True, due_at=timezone.now() + LOOK_AFTER
                )
                done += 1
    return done


def _is_on_its_way(row: WaitingTask, queues: Queues) -> bool:
    """Whether a worker is at it, or its message may still stand in a queue."""
    if row.is_announced and queues.waiting(row.task) > 0:
        return True
    return is_held(lock_name(row.pk))
