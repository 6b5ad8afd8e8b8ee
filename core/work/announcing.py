"""Tasks are rows first: asked for with a change, announced to workers after it.

A message can be lost with a worker, a broker, or the process that was to send it.
The row cannot: what is not done some seconds later is announced again.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from celery import Task, current_app
from kombu.exceptions import OperationalError

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.breaker import Breaker
from core.locks import is_held
from core.models import WaitingTask
from core.work.queues import Queues, queue_of

log = structlog.get_logger(__name__)
# The header of a message that names the row it stands for.
ROW = "renran_task"
# When a message is looked for, by a clock that ticks every 20 s.
LOOK_AFTER = timedelta(seconds=30)
LOST_AFTER = timedelta(minutes=10)
AT_ONCE = 1000
FORGOTTEN_AFTER = timedelta(days=30)
# A file of SQLite makes its tables at the first message, and waits for its writers.
IN_A_FILE = settings.CELERY_BROKER_URL.startswith("sqla+sqlite")
breaker = Breaker("broker", slow=2.0, patience=10.0) if IN_A_FILE else Breaker("broker")


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
    if not breaker.allows():
        return False  # the breaker has said so, once for all
    try:
        with breaker.watch(OperationalError):
            task.apply_async(row.args, row.kwargs, headers={ROW: row.pk})
    except OperationalError:
        log.warning("task_not_announced", task=task.name, row=row.pk)
        return False
    return True


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
        for row in lost_rows(Queues(connection)):
            task = current_app.tasks.get(row.task)
            if task is None:
                log.error("waiting_task_unknown", task=row.task)
                row.delete()
                continue
            is_at_work = is_held(lock_name(row.pk))
            if not is_at_work and not announce(task, row):
                break
            # Also what is being done: it must not stand before the others.
            rows.filter(pk=row.pk).update(
                is_announced=True, due_at=timezone.now() + LOOK_AFTER
            )
            done += not is_at_work
    return done


def lost_rows(queues: Queues) -> list[WaitingTask]:
    """Due rows no message stands for, oldest first, at most `AT_ONCE` of each queue.

    A queue gives back first what was put in first: where `n` messages stand, they are
    those of the `n` rows announced last. Messages that are nobody's any more must not
    hide a row for ever: after `LOST_AFTER` it counts as lost whatever stands.
    """
    rows = WaitingTask.objects
    lost: list[WaitingTask] = []
    tasks_of = defaultdict(list)
    for name in rows.due().order_by().values_list("task", flat=True).distinct():
        tasks_of[queue_of(name)].append(name)
    for tasks in tasks_of.values():
        mine = rows.filter(task__in=tasks)
        lost += mine.due().filter(is_announced=False)[:AT_ONCE]
        announced = mine.due().filter(is_announced=True).order_by("due_at", "pk")
        on_their_way = queues.waiting(tasks[0]) - mine.announced_lately().count()
        count = max(
            announced.count() - max(on_their_way, 0),
            announced.filter(due_at__lte=timezone.now() - LOST_AFTER).count(),
        )
        lost += announced[: min(count, AT_ONCE)]
    return lost
