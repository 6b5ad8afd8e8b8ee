"""A broker that is down: nothing breaks, nobody waits, nothing is lost."""

import logging

import pytest
from django_tasks import task

from django.core.cache import cache

from core.models import WaitingTask
from core.tasks import announce_waiting_task, run_task
from core.tests.broker import broker_down

pytestmark = pytest.mark.django_db

NOTE = "core.tests.test_announcing.note"


@task()
def note(key: str) -> None:
    cache.set(key, [*cache.get(key, []), "ran"])


def waiting() -> list[tuple]:
    rows = WaitingTask.objects.order_by("pk")
    return list(rows.values_list("task", "args", "kwargs"))


@pytest.fixture
def ask(django_capture_on_commit_callbacks):
    """Asks for `note` while the broker is down."""

    def one(key: str) -> None:
        with broker_down(), django_capture_on_commit_callbacks(execute=True):
            note.enqueue(key)

    return one


def test_what_is_not_taken_is_kept_and_announced_later(ask, caplog):
    with caplog.at_level(logging.ERROR):
        ask("甲")
        ask("乙")
        ask("甲")

    assert caplog.text.count("task_not_announced") == 3
    assert waiting() == [
        (run_task.name, [NOTE, ["甲"], {}], {}),
        (run_task.name, [NOTE, ["乙"], {}], {}),
    ]
    assert (cache.get("甲"), cache.get("乙")) == (None, None)

    assert announce_waiting_task() is True

    assert waiting() == []
    assert (cache.get("甲"), cache.get("乙")) == (["ran"], ["ran"])


def test_what_waits_stays_while_the_broker_is_down(ask):
    ask("甲")
    before = waiting()

    with broker_down():
        announce_waiting_task()

    assert (waiting(), cache.get("甲")) == (before, None)


def test_a_task_that_is_gone_is_dropped_and_named(ask, caplog):
    WaitingTask.objects.create(task="old.task", args=[], kwargs={}, digest="0")
    ask("甲")

    announce_waiting_task()

    assert (waiting(), cache.get("甲")) == ([], ["ran"])
    assert "old.task" in caplog.text
