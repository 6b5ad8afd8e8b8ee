"""A worker takes a waiting task, does it, and only then strikes it off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from celery.exceptions import Retry

from django.db.models import F
from django.utils import timezone

from core.breaker import HelperAwayError
from core.locks import only_one
from core.models import WaitingTask
from core.work.announcing import LOOK_AFTER, lock_name

log = structlog.get_logger(__name__)
# A task that takes its worker with it is not given to a fourth.
MAX_DEATHS = 3
# One that fails is tried for half a day: helpers are down for hours at times.
MAX_FAILURES = 20
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)


def carry_out(row_id: int, run: Callable[[], Any]) -> Any:
    """What `run()` gives, or None where there is nothing to do.

    That is when the task is done, given up, being done by another, or waits for a
    helper that is away. Any other failure is raised, and the task falls due again,
    later each time.
    """
    with only_one(lock_name(row_id)) as is_mine:
        row = _claim(row_id) if is_mine else None
        if row is None:
            return None
        # Equal ones that wait by now are done with this one; later ones are not.
        equal = WaitingTask.objects.filter(digest=row.digest, given_up_at=None)
        ids = list(equal.values_list("pk", flat=True))
        try:
            result = run()
        except Retry:
            _came_back(row, due_at=timezone.now() + LOOK_AFTER)
            raise
        except HelperAwayError as error:
            _wait_for_helper(row, error)
            return None
        except Exception as error:
            _failed(row, error)
            raise
        WaitingTask.objects.filter(pk__in=ids).delete()
        return result


def _claim(row_id: int) -> WaitingTask | None:
    row = WaitingTask.objects.filter(pk=row_id, given_up_at=None).first()
    if row is None:
        return None
    if row.deaths >= MAX_DEATHS:
        _give_up(row, f"{row.deaths} workers died of it")
        return None
    _update(row, deaths=F("deaths") + 1, due_at=timezone.now() + LOOK_AFTER)
    return row


def _came_back(row: WaitingTask, **values: Any) -> None:
    _update(row, deaths=F("deaths") - 1, **values)


def _wait_for_helper(row: WaitingTask, error: HelperAwayError) -> None:
    """No failure of the task: however long the helper is away, it is not given up."""
    due_at = timezone.now() + FIRST_PAUSE
    _came_back(row, error=repr(error)[:200], due_at=due_at, is_announced=False)
    log.info("task_waits_for_helper", task=row.task, row=row.pk)


def _failed(row: WaitingTask, error: Exception) -> None:
    pause = min(FIRST_PAUSE * 2**row.failures, LONGEST_PAUSE)
    _came_back(
        row,
        failures=F("failures") + 1,
        error=repr(error)[:200],
        due_at=timezone.now() + pause,
        is_announced=False,
    )
    if row.failures + 1 >= MAX_FAILURES:
        _give_up(row, repr(error))


def _give_up(row: WaitingTask, why: str) -> None:
    """Kept and named, so that somebody can look; `retry_tasks` takes it up again."""
    _update(row, given_up_at=timezone.now(), error=why[:200])
    log.error("task_given_up", task=row.task, row=row.pk, why=why)


def _update(row: WaitingTask, **values: Any) -> None:
    WaitingTask.objects.filter(pk=row.pk).update(**values)
