"""Tasks leave after the commit, once."""

import pytest
from django_tasks import task, task_backends
from django_tasks.exceptions import InvalidTaskError
from django_tasks.signals import task_enqueued

from django.core.cache import cache
from django.db import transaction

from core.tasks import CeleryTaskBackend, run_task

pytestmark = pytest.mark.django_db

NOTE = "core.tests.test_tasks.note"


@task()
def note(key: str, value: object = None) -> None:
    cache.set(key, value)


def test_wagtails_tasks_go_through_celery():
    assert isinstance(task_backends["default"], CeleryTaskBackend)


def test_a_task_runs_after_the_commit_and_not_before(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        result = note.enqueue("甲", value=[1, {"字": "二"}])
        assert cache.get("甲") is None

    assert len(callbacks) == 2
    assert cache.get("甲") == [1, {"字": "二"}]
    assert (result.args, result.kwargs) == (["甲"], {"value": [1, {"字": "二"}]})
    assert (result.status.name, result.backend) == ("READY", "default")


def test_a_task_of_a_transaction_that_failed_never_runs(
    django_capture_on_commit_callbacks,
):
    def fail() -> None:
        with transaction.atomic():
            note.enqueue("甲", value=1)
            raise KeyError("halt")

    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        pytest.raises(KeyError, match="halt"),
    ):
        fail()

    assert callbacks == []
    assert cache.get("甲") is None


@transaction.atomic
def announce_in_vain() -> None:
    note.enqueue("甲")
    raise KeyError


@pytest.fixture
def sent(monkeypatch):
    """What goes to the broker, in order."""
    messages: list = []
    monkeypatch.setattr(
        "core.tasks.run_task.apply_async",
        lambda message, _kwargs, headers: messages.append((message[1], message[2])),
    )
    return messages


def test_equal_tasks_that_wait_for_one_commit_are_one_message(
    sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for value in (1, 2, 1, 1):
            note.enqueue("甲", value=value)

    assert sent == [(["甲"], {"value": 1}), (["甲"], {"value": 2})]


def test_after_the_commit_an_equal_task_is_a_new_message(
    sent, django_capture_on_commit_callbacks
):
    for _commit in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            note.enqueue("甲")

    assert sent == [(["甲"], {}), (["甲"], {})]


@pytest.mark.parametrize("is_kept_first", [True, False])
def test_what_is_rolled_back_takes_no_equal_task_along(
    sent, django_capture_on_commit_callbacks, is_kept_first
):
    with django_capture_on_commit_callbacks(execute=True):
        if is_kept_first:
            note.enqueue("甲")
        with pytest.raises(KeyError):
            announce_in_vain()
        if not is_kept_first:
            note.enqueue("甲")

    assert sent == [(["甲"], {})]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_transaction_that_failed_leaves_nothing_behind(sent):
    with pytest.raises(KeyError):
        announce_in_vain()
    assert sent == []

    with transaction.atomic():
        note.enqueue("甲")
    note.enqueue("甲")

    assert sent == [(["甲"], {}), (["甲"], {})]


def test_listeners_hear_of_it_at_once():
    heard = []
    task_enqueued.connect(
        lambda sender, task_result, **kwargs: heard.append(task_result.task), weak=False
    )

    note.enqueue("甲")

    assert heard == [note]
    task_enqueued.receivers.clear()
    task_enqueued.sender_receivers_cache.clear()


@pytest.mark.parametrize("value", [object(), {1, 2}, b"\xff"])
def test_what_is_no_json_is_refused_where_it_is_handed_in(value):
    with pytest.raises((TypeError, ValueError, InvalidTaskError)):
        note.enqueue("甲", value=value)


def test_a_worker_finds_the_task_by_its_path():
    assert note.module_path == NOTE

    run_task.apply(args=(NOTE, ["乙"], {"value": 2}), throw=True)

    assert cache.get("乙") == 2
