"""A worker outlives its Redis, and a child that is killed takes no task along."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from kombu import Connection, Consumer, Message, Queue

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from core.locks import is_held
from core.models import WaitingTask
from core.tasks import run_task
from core.tests.broker import broker_at
from core.tests.redis_server import RedisServer
from core.work.announcing import announce_due, ask_for, lock_name
from core.work.broker import Transport
from core.work.signs import CLOCK, WORKER, is_alive

pytestmark = pytest.mark.redis
ROOT = Path(__file__).parent.parent.parent
END_SECONDS = 60


class Call:
    """Has what a worker calls; named by its dotted path."""

    def call(self, key: str, seconds: float) -> None:
        cache.set(key, [*cache.get(key, []), os.getpid()], None)
        # Only the first time: one that dies of it leaves it to another.
        if len(cache.get(key)) == 1:
            time.sleep(seconds)


sleeper = Call()
SLEEPER = "core.tests.test_broker.sleeper"


@pytest.fixture
def delivered(tmp_path):
    """A message that was delivered and not acknowledged when its broker died,
    with half of what kombu's `collect()` does to a connection that is lost.
    """
    with RedisServer(tmp_path) as server:
        broker = Connection(server.url, transport_options={"socket_timeout": 5})
        channel = broker.default_channel
        messages: list[Message] = []
        queue = Queue("甲")(channel)
        queue.declare()
        broker.Producer(channel).publish({}, routing_key="甲", declare=[queue])
        consumer = Consumer(channel, [queue], on_message=messages.append)
        consumer.consume()
        broker.drain_events(timeout=5)
        server.kill()
        broker._do_close_transport()
        [message] = messages
        yield message
        # Else it is given back when Python ends, with a traceback.
        channel.qos._delivered.clear()


def test_a_channel_whose_broker_is_gone_can_be_closed(delivered):
    errors = Transport.connection_errors
    with suppress(*errors):
        delivered.channel.close()

    assert delivered.channel.closed


def test_acknowledging_to_a_broker_that_is_gone_is_only_logged(delivered, caplog):
    logger = logging.getLogger("celery")

    delivered.ack_log_error(logger, Transport.connection_errors)

    assert "Couldn't ack" in caplog.text


@pytest.fixture
def worker(tmp_path, request) -> Iterator[tuple[subprocess.Popen[bytes], RedisServer]]:
    """A worker with one child on the database of the tests and a Redis of its own.

    A parameter is one more option of its command.
    """
    with RedisServer(tmp_path) as server:
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "REDIS_URL": settings.CACHES["default"]["LOCATION"],
            "CELERY_BROKER_URL": server.url,
            "VAR_DIR": str(tmp_path),
        }
        command = ["-m", "celery", "-A", "cms", "worker", "--concurrency=1"]
        command += [request.param] if hasattr(request, "param") else []
        process = subprocess.Popen(
            [sys.executable, *command, "--without-mingle", "--loglevel=WARNING"],
            cwd=ROOT,
            env=environment,
        )
        with broker_at(server.url):
            yield process, server
        process.terminate()
        process.wait(END_SECONDS)


def database_url() -> str:
    to = connection.settings_dict
    return f"postgres://{to['USER']}@{to['HOST']}:{to['PORT']}/{to['NAME']}"


def until(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + END_SECONDS
    while not what():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def runs() -> list[int]:
    """The processes that have begun the task so far."""
    return cache.get("甲", [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_killed_child_loses_no_task_and_a_lost_redis_no_worker(worker):
    process, server = worker
    ask_for(run_task, (SLEEPER, ["甲", 600.0], {}), {})
    until(runs)
    [row] = WaitingTask.objects.all()
    assert (row.deaths, is_held(lock_name(row.pk))) == (1, True)
    assert announce_when_due() == 0  # somebody is at it

    os.kill(runs()[0], signal.SIGKILL)
    until(lambda: not is_held(lock_name(row.pk)))
    server.kill()
    server.start()
    until(announce_when_due)  # the message that was given back may come first
    until(lambda: not WaitingTask.objects.exists())

    assert len(set(runs())) == 2
    assert process.poll() is None
    until(lambda: is_alive(WORKER))


def announce_when_due() -> int:
    WaitingTask.objects.update(due_at=timezone.now())
    return announce_due()


def children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(child) for child in listed.split()]


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


@pytest.mark.postgres
@pytest.mark.parametrize("worker", ["--beat"], indirect=True)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_killed_worker_leaves_no_clock_behind(worker):
    process, _server = worker
    until(lambda: is_alive(CLOCK) and is_alive(WORKER))
    left = children(process.pid)
    assert len(left) == 2  # the clock and the child for tasks

    os.kill(process.pid, signal.SIGKILL)
    process.wait(END_SECONDS)

    until(lambda: not any(map(is_there, left)))
