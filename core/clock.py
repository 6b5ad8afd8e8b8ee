"""The clock of the tasks (Celery's beat): seen at work, and started again when dead."""

from typing import Any

import structlog
from celery.beat import EmbeddedService, PersistentScheduler

from django.db import DatabaseError

from core.signs import CLOCK, EVERY_SECONDS, give_sign

log = structlog.get_logger(__name__)
BEAT = "celery.worker.components.Beat"


class Clock(PersistentScheduler):
    """Beat's own scheduler, which also says that it is alive."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        seconds = super().tick(*args, **kwargs)
        try:
            give_sign(CLOCK)
        except DatabaseError as error:
            # Without a database nothing is due; without a clock nothing would be.
            log.warning("no_sign_given", of=CLOCK, error=repr(error))
        return min(float(seconds), EVERY_SECONDS)


def keep_clock(worker: Any) -> bool:
    """Start the beat inside `worker` again if it has died; true where it had.

    Celery starts it once and never looks again.
    """
    if worker.beat is None or worker.beat.is_alive():
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
