"""Message brokers that nobody answers at, and that nobody takes from."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from celery import current_app

from core.work.announcing import breaker
from core.work.queues import Queues


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _forget_connections() -> None:
    current_app._pool = None
    current_app.amqp._producer_pool = None
    breaker.close()


@contextmanager
def broker_at(url: str) -> Iterator[None]:
    """Inside, tasks are not run at once but announced to this broker."""
    conf = current_app.conf
    before = (conf.task_always_eager, conf.broker_url)
    conf.update(task_always_eager=False, broker_url=url)
    _forget_connections()
    try:
        yield
    finally:
        conf.update(task_always_eager=before[0], broker_url=before[1])
        _forget_connections()


@contextmanager
def broker_down() -> Iterator[None]:
    """Inside, tasks are announced to a broker that is down."""
    with broker_at(f"redis://127.0.0.1:{closed_port()}/0"):
        yield


@contextmanager
def no_worker() -> Iterator[None]:
    """Inside, messages stay in the queues of the broker; they go with it."""
    with broker_at("memory://"):
        try:
            yield
        finally:
            forget_messages()


def forget_messages() -> None:
    """What a broker does that is started anew."""
    with current_app.connection_for_write() as connection:
        for queue in ("celery", "urgent", "clock"):
            connection.default_channel.queue_declare(queue)
            connection.default_channel.queue_purge(queue)


def messages(task_name: str) -> int:
    """How many messages wait in the queue of this task."""
    with current_app.connection_for_write() as connection:
        return Queues(connection).waiting(task_name)
