"""Tasks are rows first: nothing breaks, nobody waits, nothing is lost or done twice."""

import logging
import threading
from datetime import timedelta

import pytest
from django_tasks import task

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from core.locks import only_one
from core.models import WaitingTask
from core.tasks import announce_waiting_task, run_task
from core.tests.broker import broker_down, forget_messages, messages, no_worker
from core.work import announcing
from core.work.announcing import LOOK_AFTER, LOST_AFTER, lock_name
from core.work.carrying_out import MAX_DEATHS, MAX_FAILURES

pytestmark = pytest.mark.django_db

NOTE = "core.tests.test_announcing.note"
FAIL = "core.tests.test_announcing.fail"


@task()
def note(key: str) -> None:
    cache.set(key, [*cache.get(key, []), "ran"])


@task()
def fail(key: str) -> None:
    if cache.get(key) != "well again":
        raise ConnectionError("a helper is down")


@task()
def look_for_what_is_gone() -> None:
    raise ObjectDoesNotExist


def waiting() -> list[tuple]:
    rows = WaitingTask.objects.order_by("pk")
    return list(rows.values_list("task", "args", "kwargs"))


def announced_again() -> list[list[str]]:
    """What is looked for later, by its arguments."""
    rows = WaitingTask.objects.announced_lately().order_by("pk")
    return [args for _path, args, _kwargs in rows.values_list("args", flat=True)]


def fall_due() -> None:
    WaitingTask.objects.update(due_at=timezone.now())


@pytest.fixture
def ask(django_capture_on_commit_callbacks):
    """Asks for `note` and commits."""

    def one(key: str, what=note) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            what.enqueue(key)

    return one


def test_a_task_is_a_row_before_the_commit_and_none_once_it_is_done(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        note.enqueue("甲")
        assert waiting() == [(run_task.name, [NOTE, ["甲"], {}], {})]

    assert (waiting(), cache.get("甲")) == ([], ["ran"])


def test_what_is_rolled_back_leaves_no_row():
    @transaction.atomic
    def in_vain() -> None:
        note.enqueue("甲")
        raise KeyError

    with pytest.raises(KeyError):
        in_vain()

    assert waiting() == []


def test_what_is_not_taken_is_kept_and_announced_later(ask, caplog):
    with broker_down(), caplog.at_level(logging.WARNING):
        ask("甲")
        ask("乙")
        ask("甲")

    assert caplog.text.count("task_not_announced") == 1
    assert caplog.text.count("helper_left_alone") == 1
    first, second = (
        (run_task.name, [NOTE, ["甲"], {}], {}),
        (run_task.name, [NOTE, ["乙"], {}], {}),
    )
    assert waiting() == [first, second, first]
    assert (cache.get("甲"), cache.get("乙")) == (None, None)

    assert announce_waiting_task() is True

    # What was asked for twice meanwhile is done once.
    assert waiting() == []
    assert (cache.get("甲"), cache.get("乙")) == (["ran"], ["ran"])


def test_what_waits_stays_while_the_broker_is_down(ask):
    with broker_down():
        ask("甲")
        before = waiting()
        announce_waiting_task()

    assert (waiting(), cache.get("甲")) == (before, None)


def test_a_message_in_the_queue_is_not_sent_again_and_a_lost_one_is(ask):
    with no_worker():
        ask("甲")
        assert messages(run_task.name) == 1
        announce_waiting_task()
        assert messages(run_task.name) == 1  # not due
        fall_due()
        announce_waiting_task()
        assert messages(run_task.name) == 1  # due, and still in the queue

    with no_worker():  # a broker that has forgotten everything
        announce_waiting_task()
        assert messages(run_task.name) == 1
        [row] = WaitingTask.objects.all()
        assert row.due_at > timezone.now() + LOOK_AFTER - timedelta(seconds=10)


def test_a_lost_message_is_missed_although_others_stand_in_the_queue(ask):
    with no_worker():
        ask("甲")
        forget_messages()
        ask("乙")
        ask("丙")
        fall_due()

        announce_waiting_task()

        assert messages(run_task.name) == 3
        assert announced_again() == [["甲"]]


def test_messages_that_stand_hide_no_row_behind_them(ask, monkeypatch):
    monkeypatch.setattr(announcing, "AT_ONCE", 2)
    with no_worker():
        for key in "甲乙丙丁":
            ask(key)
        fall_due()
        last = WaitingTask.objects.order_by("-pk")[:1]
        WaitingTask.objects.filter(pk__in=last).update(is_announced=False)

        announce_waiting_task()

        assert announced_again() == [["丁"]]


def test_messages_that_are_nobodys_hide_no_row_for_ever(ask):
    with no_worker():
        ask("甲")
        forget_messages()
        run_task.apply_async([NOTE, ["乙"], {}], {}, headers={"renran_task": 0})
        fall_due()
        announce_waiting_task()
        assert announced_again() == []

        WaitingTask.objects.update(due_at=timezone.now() - LOST_AFTER)
        announce_waiting_task()
        assert announced_again() == [["甲"]]


def test_a_message_whose_task_is_done_does_nothing(ask):
    with no_worker():
        ask("甲")
    [row] = WaitingTask.objects.all()
    for _twice in range(2):
        run_task.apply_async(row.args, row.kwargs, headers={"renran_task": row.pk})

    assert (waiting(), cache.get("甲")) == ([], ["ran"])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_a_worker_is_at_is_neither_announced_nor_begun_again():
    with no_worker():
        note.enqueue("甲")
    [row] = WaitingTask.objects.all()
    fall_due()

    with only_one(lock_name(row.pk)):
        elsewhere(announce_waiting_task)
        assert cache.get("甲") is None

    fall_due()
    elsewhere(announce_waiting_task)
    assert (waiting(), cache.get("甲")) == ([], ["ran"])


def elsewhere(work) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)


def test_a_task_that_fails_is_kept_and_tried_later_and_later(ask):
    ask("甲", fail)
    [row] = WaitingTask.objects.all()
    assert (row.failures, row.deaths) == (1, 0)
    assert row.error == "ConnectionError('a helper is down')"
    assert 50 < (row.due_at - timezone.now()).total_seconds() <= 60

    fall_due()
    with pytest.raises(ConnectionError):
        announce_waiting_task()
    row.refresh_from_db()
    assert 110 < (row.due_at - timezone.now()).total_seconds() <= 120

    cache.set("甲", "well again")
    fall_due()
    announce_waiting_task()
    assert waiting() == []


def test_one_that_never_works_is_given_up_and_stays_to_be_seen(ask, caplog):
    with no_worker():
        ask("甲", fail)
    WaitingTask.objects.update(failures=MAX_FAILURES - 1)
    fall_due()

    with pytest.raises(ConnectionError):
        announce_waiting_task()

    [row] = WaitingTask.objects.all()
    assert (row.failures, row.given_up_at is None) == (MAX_FAILURES, False)
    assert "task_given_up" in caplog.text
    announce_waiting_task()  # and not again


def test_one_that_kills_its_workers_is_not_given_to_a_fourth(ask, caplog):
    with no_worker():
        ask("甲")
        ask("乙")
    killer = WaitingTask.objects.earliest("pk")
    WaitingTask.objects.filter(pk=killer.pk).update(deaths=MAX_DEATHS)
    fall_due()

    announce_waiting_task()

    assert (cache.get("甲"), cache.get("乙")) == (None, ["ran"])
    killer.refresh_from_db()
    assert (killer.error, killer.given_up_at is None) == ("3 workers died of it", False)
    assert WaitingTask.objects.count() == 1
    assert "task_given_up" in caplog.text


def test_what_was_given_up_can_be_tried_again(ask, capsys):
    with no_worker():
        ask("甲")
    WaitingTask.objects.update(given_up_at=timezone.now(), deaths=3, error="为何")

    call_command("retry_tasks")
    assert "core.tasks.run_task" in (told := capsys.readouterr().out)
    assert "为何" in told
    announce_waiting_task()
    assert cache.get("甲") is None

    call_command("retry_tasks", "--again")
    announce_waiting_task()
    assert (waiting(), cache.get("甲")) == ([], ["ran"])


def test_what_was_given_up_long_ago_is_forgotten(ask):
    with no_worker():
        ask("甲")
        ask("乙")
    young, old = WaitingTask.objects.order_by("pk")
    for row, days in ((young, 29), (old, 31)):
        row.given_up_at = timezone.now() - timedelta(days=days)
        row.save()

    announce_waiting_task()

    assert WaitingTask.objects.get() == young


def test_what_the_task_was_about_may_be_gone(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        look_for_what_is_gone.enqueue()

    assert waiting() == []


def test_a_task_that_is_gone_is_dropped_and_named(ask, caplog):
    WaitingTask.objects.create(task="old.task", args=[], kwargs={}, digest="0")
    with broker_down():
        ask("甲")

    announce_waiting_task()

    assert (waiting(), cache.get("甲")) == ([], ["ran"])
    assert "old.task" in caplog.text
