"""What has failed is left alone for a moment, then tried by one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.breaker import PATIENCE, PAUSE, SLOW, Breaker


class Clock:
    """Time as the breaker sees it."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("core.breaker.time", clock)
    return clock


@pytest.fixture
def breaker(clock):
    return Breaker("甲")


def fail(breaker: Breaker) -> None:
    with pytest.raises(ConnectionError), breaker.watch(OSError):
        raise ConnectionError


def answer(breaker: Breaker, clock: Clock, seconds: float) -> None:
    with breaker.watch(OSError):
        clock.now += seconds


def test_a_failure_opens_it_and_a_good_answer_closes_it(breaker, clock):
    assert breaker.allows()
    fail(breaker)
    assert not breaker.allows()

    clock.now += PAUSE
    assert breaker.allows()  # this one tries
    assert not breaker.allows()  # the next does not wait for what it finds
    answer(breaker, clock, 0)

    assert breaker.allows()
    assert breaker.allows()


def test_a_try_that_fails_opens_it_again(breaker, clock):
    fail(breaker)
    clock.now += PAUSE
    assert breaker.allows()
    fail(breaker)

    clock.now += PAUSE - 0.1
    assert not breaker.allows()
    clock.now += 0.1
    assert breaker.allows()


def test_slow_answers_one_after_the_other_are_a_failure(breaker, clock):
    answer(breaker, clock, PATIENCE * 0.6)
    assert breaker.allows()
    answer(breaker, clock, PATIENCE * 0.6)
    assert not breaker.allows()

    # One slow answer keeps it open, a quick one does not.
    clock.now += PAUSE
    assert breaker.allows()
    answer(breaker, clock, SLOW * 1.1)
    assert not breaker.allows()
    clock.now += PAUSE
    assert breaker.allows()
    answer(breaker, clock, 0)
    assert breaker.allows()


def test_a_quick_answer_between_slow_ones_is_a_good_sign(breaker, clock):
    for _time in range(10):
        answer(breaker, clock, PATIENCE * 0.9)
        answer(breaker, clock, 0)

    assert breaker.allows()


def test_other_errors_say_nothing_about_the_helper(breaker):
    with pytest.raises(KeyError), breaker.watch(OSError):
        raise KeyError

    assert breaker.allows()


def test_one_of_many_at_once_tries(breaker, clock):
    fail(breaker)
    clock.now += PAUSE
    start = threading.Barrier(20, timeout=30)

    def ask(_number: int) -> bool:
        start.wait()
        return breaker.allows()

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(ask, range(20))) == [False] * 19 + [True]


def test_what_it_found_is_said_once(breaker, clock, caplog):
    for _time in range(3):
        fail(breaker)

    assert caplog.text.count("helper_left_alone") == 1
