"""One holder at a time, across connections, and free again when it is gone."""

import threading
from contextlib import ExitStack
from datetime import timedelta

import pytest

from django.db import connection, connections, transaction

from core.locks import TooLongError, only_one, take_turn

pytestmark = pytest.mark.django_db


def elsewhere(work) -> object:
    """What `work()` gives in a thread with a connection of its own."""
    answers: list = []

    def run() -> None:
        try:
            answers.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    return answers[0]


def is_free(name: str) -> bool:
    with only_one(name) as mine:
        return mine


@pytest.mark.sqlite
def test_one_worker_needs_no_lock():
    with only_one("甲") as first, only_one("甲") as second:
        assert (first, second) == (True, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_only_one_connection_holds_a_name():
    with only_one("甲") as mine:
        assert mine is True
        assert elsewhere(lambda: is_free("甲")) is False
        assert elsewhere(lambda: is_free("乙")) is True

    assert elsewhere(lambda: is_free("甲")) is True


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_does_not_hold_a_lock_cannot_free_it():
    with only_one("甲"):
        elsewhere(lambda: is_free("甲"))

        assert elsewhere(lambda: is_free("甲")) is False


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_lock_is_freed_by_an_error_and_by_a_lost_connection():
    def fail() -> None:
        with only_one("甲"):
            raise KeyError("halt")

    with pytest.raises(KeyError, match="halt"):
        fail()
    assert elsewhere(lambda: is_free("甲")) is True

    def die() -> None:
        # Enters and never leaves: the thread's connection is closed under it.
        stack = ExitStack()
        assert stack.enter_context(only_one("甲")) is True
        stack.pop_all()

    kept = elsewhere(lambda: die())
    assert kept is None
    assert elsewhere(lambda: is_free("甲")) is True
    assert connection.is_usable()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_waits_too_long_for_a_turn_is_told_so():
    def take(name: str, limit: timedelta) -> str:
        try:
            with transaction.atomic():
                take_turn(name, limit)
        except TooLongError as refusal:
            return refusal.code
        return "taken"

    with transaction.atomic():
        take_turn("甲")

        assert elsewhere(lambda: take("甲", timedelta(milliseconds=200))) == "busy"
        assert elsewhere(lambda: take("乙", timedelta(milliseconds=200))) == "taken"
    assert elsewhere(lambda: take("甲", timedelta(seconds=10))) == "taken"
