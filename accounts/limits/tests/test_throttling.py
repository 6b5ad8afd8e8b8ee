"""How often somebody may ask, and when they may come back."""

from datetime import timedelta

import pytest
import time_machine

from django.test import Client
from django.utils import timezone

from accounts.limits.throttling import remove_old_windows, take_place
from accounts.models import ThrottleWindow

pytestmark = pytest.mark.django_db


def test_a_place_comes_back_when_its_time_is_over():
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        assert [take_place("x", limit=3, seconds=60) for _ in range(3)] == [None] * 3
    with time_machine.travel(start + timedelta(seconds=40), tick=False):
        assert take_place("x", limit=3, seconds=60) == pytest.approx(20, abs=0.01)
        assert take_place("y", limit=3, seconds=60) is None
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert take_place("x", limit=3, seconds=60) is None
    assert len(ThrottleWindow.objects.get(pk="x").stamps) == 1


def test_old_windows_are_removed():
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        take_place("x", limit=1, seconds=60)
    take_place("y", limit=1, seconds=60)

    assert remove_old_windows() == 1
    assert list(ThrottleWindow.objects.values_list("key", flat=True)) == ["y"]


def test_the_api_says_when_to_come_back():
    for _ in range(60):
        Client().get("/api/v1/usernames/linwen/count/")

    answer = Client().get("/api/v1/usernames/linwen/count/")

    assert (answer.status_code, answer.json()["code"]) == (429, "throttled")
    assert 0 < int(answer["Retry-After"]) <= 60
