"""The clock of the tasks (Celery's beat): seen at work, and started again when dead."""

import os
from typing import Any

import structlog
from billiard import current_process
from celery.beat import EmbeddedService, PersistentScheduler
from celery.worker import state

from django.db import DatabaseError

from core.work.signs import CLOCK, EVERY_SECONDS, give_sign

log = structlog.get_logger(__name__)
BEAT = "celery.worker.components.Beat"


class Clock(PersistentScheduler):
    """Beat's own scheduler, which also says that it is alive."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if is_orphan():
            # Whoever is started in the worker's place has a clock of its own.
            log.error("clock_ends_with_its_worker")
            raise SystemExit(1)
        seconds = super().tick(*args, **kwargs)
        try:
            give_sign(CLOCK)
        except DatabaseError as error:
            # Without a database nothing is due; without a clock nothing would be.
            log.warning("no_sign_given", of=CLOCK, error=repr(error))
        return min(float(seconds), EVERY_SECONDS)


def is_orphan() -> bool:
    """Whether this process is a worker's clock, and that worker was killed."""
    parent = getattr(current_process(), "_parent_pid", None)
    return parent is not None and os.getppid() != parent


def is_stopping() -> bool:
    """Whether the worker of this process was asked to end, with whatever exit code."""
    asked = (state.should_stop, state.should_terminate)
    return any(code is not None and code is not False for code in asked)


def keep_clock(worker: Any) -> bool:
    """Start the beat inside `worker` again if it has died; true where it had.

    Celery starts it once and never looks again. A worker that is stopping needs none:
    whoever asked it to stop may have asked its clock as well.
    """
    if worker.beat is None or worker.beat.is_alive() or is_stopping():
        return False
    log.error("clock_started_again", exitcode=worker.beat.exitcode)
    beat = EmbeddedService(
        worker.app,
        schedule_filename=worker.schedule_filename,
        scheduler_cls=worker.scheduler,
    )
    beat.start()
    worker.beat = beat
    # The step ends it with the worker.
    for step in worker.steps:
        if step.name == BEAT:
            step.obj = beat
    return True
