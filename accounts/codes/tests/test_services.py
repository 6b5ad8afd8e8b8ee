"""Codes by SMS and mail: sent once, used once, and not too many."""

import logging
from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.codes.exceptions import (
    CodeBudgetError,
    CodeBurnedError,
    CodeExpiredError,
    CodeTooSoonError,
    CodeWrongError,
    SendingLimitError,
)
from accounts.codes.services import check_code, request_code, use_up
from accounts.models import VerificationCode

pytestmark = pytest.mark.django_db

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
HERE = Asker(address="192.0.2.1", visitor="v" * 22)


def ask(target: str = NUMBER, purpose: str = "sign_in", **more) -> VerificationCode:
    return request_code(purpose=purpose, target=target, asker=HERE, **more)


def wrong(code: VerificationCode) -> str:
    return f"{(int(digits_of(code)) + 1) % 1_000_000:06d}"


def check(digits: str, target: str = NUMBER, purpose: str = "sign_in"):
    return check_code(purpose=purpose, target=target, digits=digits)


def test_a_code_is_six_digits_that_stand_nowhere():
    code = ask()

    digits = digits_of(code)
    row = VerificationCode.objects.filter(pk=code.pk).values().get()
    assert (len(digits), digits.isdecimal()) == (6, True)
    assert digits not in str({**row, "created_at": 0, "expires_at": 0, "nonce": 0})
    assert row["expires_at"] - row["created_at"] == pytest.approx(
        timedelta(minutes=5), abs=timedelta(seconds=1)
    )


def test_a_code_comes_by_mail_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        code = ask(ADDRESS)
        assert mail.outbox == []

    code.refresh_from_db()
    [message] = mail.outbox
    assert (message.to, code.state) == ([ADDRESS], "sent")
    assert digits_of(code) in message.subject
    assert digits_of(code) in message.body
    assert digits_of(code) in message.alternatives[0].content


def test_a_code_comes_by_text_message(django_capture_on_commit_callbacks, caplog):
    with (
        caplog.at_level(logging.INFO),
        django_capture_on_commit_callbacks(execute=True),
    ):
        code = ask()

    code.refresh_from_db()
    assert code.state == "sent"
    assert digits_of(code) in caplog.text


def test_a_decoy_goes_nowhere_and_is_never_right(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        code = ask(ADDRESS, is_decoy=True)

    code.refresh_from_db()
    assert (mail.outbox, code.state) == ([], "sent")
    with pytest.raises(CodeWrongError):
        check(digits_of(code), ADDRESS)


def test_the_right_digits_work_once():
    code = ask()

    use_up(check(digits_of(code)))

    with pytest.raises(CodeExpiredError):
        check(digits_of(code))
    with pytest.raises(CodeExpiredError):
        use_up(code)


@pytest.mark.parametrize(
    ("target", "purpose"), [(NUMBER, "reset"), ("+8613900000000", "sign_in")]
)
def test_a_code_is_bound_to_its_purpose_and_target(target, purpose):
    code = ask()

    with pytest.raises(CodeExpiredError):
        check(digits_of(code), target, purpose)
    assert check(digits_of(code)) == code


def test_only_the_newest_code_counts():
    with time_machine.travel(timezone.now() - timedelta(seconds=61), tick=False):
        first = ask()
    second = ask()

    assert digits_of(first) != digits_of(second)
    with pytest.raises(CodeWrongError):
        check(digits_of(first))
    assert check(digits_of(second)) == second


def test_a_code_ends_after_five_minutes():
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        code = ask()

    with pytest.raises(CodeExpiredError):
        check(digits_of(code))


def test_the_fifth_wrong_try_burns_it():
    code = ask()
    for _ in range(4):
        with pytest.raises(CodeWrongError):
            check(wrong(code))

    with pytest.raises(CodeBurnedError):
        check(wrong(code))

    with pytest.raises(CodeBurnedError):
        check(digits_of(code))
    code.refresh_from_db()
    assert (code.wrong_tries, code.used_at) == (5, None)


def test_right_digits_cost_no_try():
    code = ask()

    check(digits_of(code))

    code.refresh_from_db()
    assert code.wrong_tries == 0


@pytest.mark.parametrize(
    "typed", ["", "abc", "１２３４５６", "\x00", "9" * 12, "-1", "😀"]
)
def test_any_text_is_merely_wrong(typed):
    ask()

    with pytest.raises(CodeWrongError):
        check(typed)


def test_sixty_seconds_lie_between_two_sends():
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask()
    with time_machine.travel(now + timedelta(seconds=20), tick=False):
        with pytest.raises(CodeTooSoonError) as refusal:
            ask()
        with pytest.raises(CodeTooSoonError):
            ask(purpose="reset")

    assert refusal.value.wait == 40
    assert "40" in str(refusal.value)
    assert VerificationCode.objects.count() == 1
    with time_machine.travel(now + timedelta(seconds=60), tick=False):
        ask()


def test_a_failed_send_does_not_eat_the_pause():
    code = ask()
    VerificationCode.objects.filter(pk=code.pk).update(state="failed")

    ask()

    assert VerificationCode.objects.count() == 2


@pytest.mark.parametrize(
    ("cap", "other"),
    [
        ("target_day", Asker(address="192.0.2.9", visitor="w" * 22)),
        ("visitor_day", Asker(address="192.0.2.9", visitor=HERE.visitor)),
        ("network_hour", Asker(address=HERE.address, visitor="w" * 22)),
        ("network_day", Asker(address=HERE.address, visitor="w" * 22)),
    ],
)
def test_every_cap_holds(settings, cap, other):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, cap: 2}
    now = timezone.now()
    targets = [NUMBER] * 3 if cap == "target_day" else [f"a{n}@x.cn" for n in range(3)]
    for number, target in enumerate(targets[:2]):
        with time_machine.travel(now + timedelta(seconds=61 * number), tick=False):
            request_code(purpose="sign_in", target=target, asker=HERE)

    later = now + timedelta(seconds=130)
    with time_machine.travel(later, tick=False), pytest.raises(SendingLimitError):
        request_code(purpose="sign_in", target=targets[2], asker=other)
    assert VerificationCode.objects.count() == 2
    with time_machine.travel(now + timedelta(days=1, seconds=130), tick=False):
        request_code(purpose="sign_in", target=targets[2], asker=other)


def test_the_site_has_a_budget_and_says_when_it_goes(settings, caplog):
    settings.SENDING_CAPS = {**settings.SENDING_CAPS, "site_day": 5}
    numbers = [f"+861381234567{n}" for n in range(6)]

    for number in numbers[:3]:
        ask(number)
    assert "sms_budget" not in caplog.text
    ask(numbers[3])
    assert caplog.text.count("sms_budget_running_out") == 1
    ask(numbers[4])
    with pytest.raises(CodeBudgetError):
        ask(numbers[5])

    assert "sms_budget_spent" in caplog.text
    ask(ADDRESS)
