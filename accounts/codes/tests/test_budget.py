"""Whatever form is used, a mailbox gets no more than its share."""

from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.utils import timezone

from accounts.codes.budget import Asker, spend
from accounts.codes.cleaning import remove_old_sendings
from accounts.codes.exceptions import CodeTooSoonError, SendingLimitError
from accounts.codes.services import request_code
from accounts.door.activation import begin_sign_up_by_mail
from accounts.door.passwords import begin_reset_by_mail
from accounts.door.sign_up import clean_newcomer
from accounts.me.contacts import begin_email_change
from accounts.models import Sending
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
STRANGER = "stranger@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"


def asker(n: int, **more) -> Asker:
    return Asker(address=f"192.0.2.{n}", **more)


def by_code(n: int) -> None:
    request_code(purpose="sign_in", target=STRANGER, asker=asker(n))


def by_reset(n: int) -> None:
    begin_reset_by_mail(email=STRANGER.upper(), asker=asker(n))


def by_sign_up(n: int) -> None:
    newcomer = clean_newcomer(f"linwen_{n}", PASSWORD)
    begin_sign_up_by_mail(
        newcomer=newcomer, email=STRANGER, accepts=True, asker=asker(n)
    )


def by_change(n: int) -> None:
    user = UserFactory()
    begin_email_change(user=user, email=STRANGER, asker=asker(n, account=user.pk))


WAYS = [by_code, by_reset, by_sign_up, by_change]


@time_machine.travel(timezone.now(), tick=False)
def test_ninety_posts_to_the_form_send_one_mail(
    own, reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answers = {
            own.post(
                "/me/security/email/",
                {"target": STRANGER, "current": "renran-test"},
            ).status_code
            for _ in range(90)
        }

    assert answers == {200, 302}
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("way", WAYS)
def test_every_way_has_a_pause_and_a_cap(
    way, settings, django_capture_on_commit_callbacks
):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, "target_day": 2}
    UserFactory(email=STRANGER)
    start = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        with time_machine.travel(start, tick=False):
            way(1)
            with pytest.raises(CodeTooSoonError):
                way(2)
        with time_machine.travel(start + timedelta(seconds=61), tick=False):
            way(3)
        with (
            time_machine.travel(start + timedelta(seconds=122), tick=False),
            pytest.raises(SendingLimitError),
        ):
            way(4)

    assert (len(mail.outbox), Sending.objects.count()) == (2, 2)


def test_all_ways_share_one_budget(settings):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, "target_day": 3}

    for n, way in enumerate(WAYS[:3], start=1):
        way(n)

    with pytest.raises(SendingLimitError):
        by_change(4)


@pytest.mark.parametrize("is_known", [True, False])
def test_an_unknown_address_counts_like_a_known_one(is_known):
    if is_known:
        UserFactory(email=STRANGER)

    by_reset(1)

    with pytest.raises(CodeTooSoonError):
        by_reset(2)
    assert Sending.objects.count() == 1


@pytest.mark.parametrize(
    ("cap", "asked"),
    [
        ("account_day", lambda n: Asker(address=f"192.0.2.{n}", account=7)),
        ("visitor_day", lambda n: Asker(address=f"192.0.2.{n}", visitor="v" * 22)),
        ("network_day", lambda n: Asker(address="192.0.2.1")),
        ("network_hour", lambda n: Asker(address=f"2001:db8:1:2:{n}::{n}")),
    ],
)
def test_who_asks_has_a_budget_too(settings, cap, asked):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, cap: 3}
    for n in range(3):
        spend(kind="reset", target=f"a{n}@example.com", asker=asked(n))

    with pytest.raises(SendingLimitError):
        spend(kind="reset", target="a9@example.com", asker=asked(9))

    assert Sending.objects.count() == 3


def test_another_network_has_its_own_budget(settings):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, "network_day": 1}
    for n in range(2):
        asked = Asker(address=f"2001:db8:1:{n}::1")
        spend(kind="reset", target=f"a{n}@example.com", asker=asked)

    assert Sending.objects.count() == 2


def test_old_sendings_are_removed():
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        spend(kind="reset", target=STRANGER, asker=asker(1))
    spend(kind="reset", target=STRANGER, asker=asker(1))

    assert remove_old_sendings() == 1
    assert Sending.objects.count() == 1
