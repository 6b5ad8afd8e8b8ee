"""The worker sees to its clock, and the clock ends with its worker."""

from types import SimpleNamespace

import pytest
from celery import Celery
from celery.worker import state

from django.db import DatabaseError

from core.work import clock, signs, worker
from core.work.clock import BEAT, Clock, is_orphan, keep_clock
from core.work.worker import LookAround, be_patient


class Beat:
    """A beat that does nothing but live or be dead."""

    exitcode = -9

    def __init__(self, app=None, **how: object) -> None:
        self.how = how
        self.lives = False

    def start(self) -> None:
        self.lives = True

    def is_alive(self) -> bool:
        return self.lives


def working(beat: Beat | None) -> SimpleNamespace:
    steps = [SimpleNamespace(name=name, obj=beat) for name in ("other", BEAT)]
    return SimpleNamespace(
        app=None,
        beat=beat,
        steps=steps,
        schedule_filename="var/beat",
        scheduler="core.work.clock:Clock",
    )


@pytest.fixture(autouse=True)
def new_beats(monkeypatch):
    """A beat that is started here is no process."""
    monkeypatch.setattr(clock, "EmbeddedService", Beat)


def test_a_dead_clock_is_started_again_as_it_was(caplog):
    dead = Beat()
    own = working(dead)

    assert keep_clock(own) is True

    assert (own.beat is dead, own.beat.is_alive()) == (False, True)
    assert own.beat.how == {
        "schedule_filename": "var/beat",
        "scheduler_cls": "core.work.clock:Clock",
    }
    assert "clock_started_again" in caplog.text
    assert [step.obj for step in own.steps] == [dead, own.beat]


@pytest.mark.parametrize("has_clock", [True, False])
def test_a_clock_that_lives_or_was_never_there_is_left_alone(has_clock):
    beat = Beat()
    beat.start()
    own = working(beat if has_clock else None)

    assert keep_clock(own) is False

    assert own.beat is (beat if has_clock else None)


@pytest.mark.parametrize("how", ["should_stop", "should_terminate"])
@pytest.mark.parametrize("exit_code", [0, 1])
def test_a_worker_that_is_stopping_lets_its_clock_end(
    monkeypatch, caplog, how, exit_code
):
    monkeypatch.setattr(state, how, exit_code)
    dead = Beat()
    own = working(dead)

    assert keep_clock(own) is False

    assert (own.beat is dead, dead.is_alive(), caplog.text) == (True, False, "")


@pytest.mark.parametrize(
    ("parent", "is_left"), [(None, False), (4711, False), (4712, True)]
)
def test_a_clock_knows_when_its_worker_is_gone(monkeypatch, parent, is_left):
    process = (
        SimpleNamespace() if parent is None else SimpleNamespace(_parent_pid=parent)
    )
    monkeypatch.setattr(clock, "current_process", lambda: process)
    monkeypatch.setattr(clock.os, "getppid", lambda: 4711)

    assert is_orphan() is is_left


@pytest.fixture
def ticking(tmp_path) -> Clock:
    app = Celery("clock", broker="memory://", set_as_current=False)
    return Clock(app, schedule_filename=str(tmp_path / "beat"), lazy=False)


@pytest.mark.django_db
def test_a_tick_is_a_sign_of_life_and_the_next_one_is_near(monkeypatch, ticking):
    monkeypatch.setattr(signs, "_given", {})

    seconds = ticking.tick()

    assert 0 <= seconds <= signs.EVERY_SECONDS
    assert (signs.is_alive(signs.CLOCK), signs.is_alive(signs.WORKER)) == (True, False)


def test_without_a_database_the_clock_goes_on(monkeypatch, ticking, caplog):
    def refuse(name: str) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(clock, "give_sign", refuse)

    assert 0 <= ticking.tick() <= signs.EVERY_SECONDS
    assert "no_sign_given" in caplog.text


def test_a_clock_without_its_worker_ends(monkeypatch, ticking, caplog):
    monkeypatch.setattr(clock.os, "getppid", lambda: 1)
    monkeypatch.setattr(
        clock, "current_process", lambda: SimpleNamespace(_parent_pid=4711)
    )

    with pytest.raises(SystemExit) as ended:
        ticking.tick()

    assert ended.value.code == 1
    assert "clock_ends_with_its_worker" in caplog.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({"visibility_timeout": 60}, {"visibility_timeout": 60}),
        ({"socket_timeout": 2}, {"socket_timeout": 10}),
        (
            {"socket_timeout": 2, "socket_connect_timeout": 1, "x": 3},
            {"socket_timeout": 10, "socket_connect_timeout": 5, "x": 3},
        ),
    ],
)
def test_a_worker_is_more_patient_than_a_request(before, after):
    conf = SimpleNamespace(broker_transport_options=before)

    be_patient(SimpleNamespace(app=SimpleNamespace(conf=conf)))

    assert conf.broker_transport_options == after


class Timer:
    """Keeps what was to be called, and whether it was called off."""

    def __init__(self) -> None:
        self.calls: list[SimpleNamespace] = []

    def call_repeatedly(self, seconds: float, call, args: tuple) -> SimpleNamespace:
        entry = SimpleNamespace(seconds=seconds, call=call, args=args, is_off=False)
        entry.cancel = lambda: setattr(entry, "is_off", True)
        self.calls.append(entry)
        return entry


def test_a_worker_looks_around_until_it_is_stopped():
    consumer = SimpleNamespace(timer=Timer(), controller="the worker")
    step = LookAround(consumer)
    step.stop(consumer)  # before it has begun

    step.start(consumer)
    [entry] = consumer.timer.calls
    began = (entry.seconds, entry.call, entry.args, entry.is_off)
    step.stop(consumer)
    step.stop(consumer)

    assert began == (2.0, worker.look_around, ("the worker",), False)
    assert (entry.is_off, step.entry) == (True, None)


@pytest.mark.django_db
def test_looking_around_is_a_sign_of_life_and_helps_the_clock(monkeypatch):
    monkeypatch.setattr(signs, "_given", {})
    own = working(Beat())

    worker.look_around(own)

    assert own.beat.is_alive()
    assert signs.is_alive(signs.WORKER)
