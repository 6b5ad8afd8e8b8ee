"""What our workers do beside their tasks."""

from typing import Any

from celery.bootsteps import StartStopStep
from celery.signals import worker_init

EVERY_SECONDS = 2.0
# A request waits a moment for a broker; a worker, which has nothing else, longer.
PATIENCE = {"socket_timeout": 10, "socket_connect_timeout": 5}


@worker_init.connect
def be_patient(sender: Any, **kwargs: Any) -> None:
    conf = sender.app.conf
    options = conf.broker_transport_options
    conf.broker_transport_options = {
        **options,
        **{name: PATIENCE[name] for name in PATIENCE if name in options},
    }


def look_around(worker: Any) -> None:
    """Say that the worker is there, see to its clock, and to purges that were left."""
    # The models are there only once Django is set up, which is after this module.
    from core.caching.purging import see_to_left
    from core.work.clock import keep_clock
    from core.work.signs import WORKER, give_sign

    keep_clock(worker)
    give_sign(WORKER)
    see_to_left()


class LookAround(StartStopStep):
    """Every other second, as long as the worker has its broker and is not stuck."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        self.entry = parent.timer.call_repeatedly(
            EVERY_SECONDS, look_around, (parent.controller,)
        )

    def stop(self, parent: Any) -> None:
        if self.entry is not None:
            self.entry.cancel()
            self.entry = None
