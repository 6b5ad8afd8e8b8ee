"""A message broker that nobody answers at."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from celery import current_app


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _forget_connections() -> None:
    current_app._pool = None
    current_app.amqp._producer_pool = None


@contextmanager
def broker_down() -> Iterator[None]:
    """Inside, tasks are not run at once but announced to a broker that is down."""
    conf = current_app.conf
    before = (conf.task_always_eager, conf.broker_url)
    conf.update(
        task_always_eager=False,
        broker_url=f"redis://127.0.0.1:{closed_port()}/0",
    )
    _forget_connections()
    try:
        yield
    finally:
        conf.update(task_always_eager=before[0], broker_url=before[1])
        _forget_connections()
