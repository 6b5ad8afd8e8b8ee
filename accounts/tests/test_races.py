"""Many at once, with real connections."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.codes.services import check_code, request_code, use_up
from accounts.devices.tokens import issue_tokens, refresh_tokens
from accounts.door.activation import begin_sign_up_by_mail
from accounts.door.sign_up import clean_newcomer, sign_up_by_code
from accounts.limits.once import spend_once
from accounts.limits.throttling import take_place
from accounts.me.contacts import begin_email_change
from accounts.models import (
    Device,
    PendingSignUp,
    Sending,
    SpentToken,
    ThrottleWindow,
    User,
    VerificationCode,
)
from accounts.tests.factories import UserFactory
from core.exceptions import DomainError

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NUMBER, PASSWORD = "+8613812345678", "竹杖芒鞋轻胜马谁怕"
HERE = Asker(address="192.0.2.1")


def at_once(count: int, act: Callable[[int], Any]) -> list[str]:
    """What each of `count` threads got: "done", or the code of its refusal."""
    start = threading.Barrier(count, timeout=30)

    def run(number: int) -> str:
        try:
            start.wait()
            act(number)
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(run, range(count)))


def code(purpose: str) -> VerificationCode:
    return request_code(purpose=purpose, target=NUMBER, asker=HERE)


def test_fifty_sign_ups_with_one_number_make_one_account():
    digits = digits_of(code("sign_up"))
    people = [clean_newcomer(f"linwen_{n}", PASSWORD) for n in range(50)]

    outcomes = at_once(
        50,
        lambda n: sign_up_by_code(
            newcomer=people[n], target=NUMBER, digits=digits, accepts=True
        ),
    )

    assert outcomes.count("done") == 1
    assert set(outcomes) <= {
        "done",
        "already_registered",
        "code_expired",
        "code_burned",
    }
    user = User.objects.get()
    assert (user.mobile, user.consents.count()) == (NUMBER, 2)


def test_one_name_goes_to_one_of_twenty():
    digits = {}
    for n in range(20):
        target = f"p{n}@example.com"
        sent = request_code(purpose="sign_up", target=target, asker=HERE)
        digits[target] = digits_of(sent)
    person = clean_newcomer("linwen", PASSWORD)

    outcomes = at_once(
        20,
        lambda n: sign_up_by_code(
            newcomer=person,
            target=f"p{n}@example.com",
            digits=digits[f"p{n}@example.com"],
            accepts=True,
        ),
    )

    assert (outcomes.count("done"), outcomes.count("username_taken")) == (1, 19)
    assert User.objects.count() == 1
    assert VerificationCode.objects.filter(used_at__isnull=False).count() == 1


def test_one_code_used_twenty_times_works_once():
    sent = code("sign_in")
    digits = digits_of(sent)

    outcomes = at_once(
        20,
        lambda n: use_up(check_code(purpose="sign_in", target=NUMBER, digits=digits)),
    )

    assert outcomes.count("done") == 1
    sent.refresh_from_db()
    assert sent.used_at is not None


def test_twenty_guesses_at_once_are_five():
    sent = code("sign_in")
    wrong = f"{(int(digits_of(sent)) + 1) % 1_000_000:06d}"

    outcomes = at_once(
        20, lambda n: check_code(purpose="sign_in", target=NUMBER, digits=wrong)
    )

    sent.refresh_from_db()
    assert sent.wrong_tries == 5
    assert set(outcomes) <= {"code_wrong", "code_burned"}


def test_twenty_requests_send_one_code():
    outcomes = at_once(20, lambda n: code("sign_in"))

    assert (outcomes.count("done"), outcomes.count("code_too_soon")) == (1, 19)
    assert VerificationCode.objects.count() == 1


def test_the_budget_is_exact_for_twenty_numbers_at_once(settings):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, "site_day": 7}

    outcomes = at_once(
        20,
        lambda n: request_code(
            purpose="sign_in", target=f"+86138123456{n:02d}", asker=HERE
        ),
    )

    assert (outcomes.count("done"), outcomes.count("code_budget")) == (7, 13)
    assert VerificationCode.objects.count() == 7


def test_a_throttle_lets_sixty_of_two_hundred_pass():
    def ask(number: int) -> None:
        waits = [take_place("192.0.2.1", limit=60, seconds=60) for _ in range(10)]
        passed.append(waits.count(None))

    passed: list[int] = []

    at_once(20, ask)

    assert sum(passed) == 60
    assert len(ThrottleWindow.objects.get().stamps) == 60


def test_a_name_waits_for_one_of_twenty_addresses():
    outcomes = at_once(
        20,
        lambda n: begin_sign_up_by_mail(
            newcomer=clean_newcomer("linwen", PASSWORD),
            email=f"reader{n}@example.com",
            accepts=True,
            asker=HERE,
        ),
    )

    assert (outcomes.count("done"), outcomes.count("username_taken")) == (1, 19)
    assert (PendingSignUp.objects.count(), Sending.objects.count()) == (1, 1)


def test_twenty_changes_of_address_send_one_letter():
    user = UserFactory()

    outcomes = at_once(
        20,
        lambda n: begin_email_change(user=user, email="new@example.com", asker=HERE),
    )

    assert (outcomes.count("done"), outcomes.count("code_too_soon")) == (1, 19)
    assert Sending.objects.count() == 1


def test_twelve_refreshes_of_one_token_give_one_success():
    request = RequestFactory().post("/")
    pair = issue_tokens(user=UserFactory(), request=request)
    asked_at = timezone.now()

    outcomes = at_once(
        12, lambda n: refresh_tokens(refresh=pair.refresh, asked_at=asked_at)
    )

    assert (outcomes.count("done"), outcomes.count("token_in_use")) == (1, 11)
    assert Device.objects.in_use().count() == 1


def test_a_proof_is_spent_once_by_twenty():
    expires = timezone.now()
    spent: list[bool] = []

    at_once(20, lambda n: spent.append(spend_once("proof", "abc", expires)))

    assert sorted(spent) == [False] * 19 + [True]
    assert SpentToken.objects.count() == 1
