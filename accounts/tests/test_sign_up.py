"""Signing up: by a code, or by a link that makes the account."""

import re
from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.codes import digits_of
from accounts.exceptions import (
    CodeWrongError,
    ConsentMissingError,
    LinkExpiredError,
    LinkInvalidError,
    SignUpClosedError,
    UsernameTakenError,
)
from accounts.models import PendingSignUp, User, VerificationCode
from accounts.services.codes import Asker, request_code
from accounts.services.sign_up import (
    activate,
    begin_sign_up_by_mail,
    clean_newcomer,
    sign_up_by_code,
    sign_up_by_ticket,
    target_count,
    username_count,
    verified_ticket,
)
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
VERSIONS = {"terms": "2026-11", "privacy": "2026-11"}


def newcomer(username: str = "linwen"):
    return clean_newcomer(username, PASSWORD)


def code(target: str = NUMBER) -> VerificationCode:
    return request_code(purpose="sign_up", target=target, asker=Asker("192.0.2.1"))


def sign_up(digits: str, username: str = "linwen", *, accepts: bool = True) -> User:
    return sign_up_by_code(
        newcomer=newcomer(username), target=NUMBER, digits=digits, accepts=accepts
    )


def ticket_of(message) -> str:
    [ticket] = re.findall(r"/accounts/activate/([^/]+)/", message.body)
    return ticket


def begin(callbacks, username: str = "linwen", email: str = ADDRESS) -> None:
    with callbacks(execute=True):
        begin_sign_up_by_mail(newcomer=newcomer(username), email=email, accepts=True)


def test_a_code_makes_an_account():
    user = sign_up(digits_of(code()))

    user = User.objects.get(pk=user.pk)
    assert (user.username, user.mobile, user.email) == ("linwen", NUMBER, "")
    assert user.check_password(PASSWORD)
    assert dict(user.consents.values_list("document", "version")) == VERSIONS
    assert VerificationCode.objects.get().used_at is not None


def test_a_mail_code_makes_an_account_with_a_verified_address():
    user = sign_up_by_code(
        newcomer=newcomer(),
        target=ADDRESS,
        digits=digits_of(code(ADDRESS)),
        accepts=True,
    )

    assert (user.email, user.mobile) == (ADDRESS, None)
    assert user.email_verified_at is not None


def test_without_consent_nothing_is_made():
    sent = code()
    with pytest.raises(ConsentMissingError):
        sign_up(digits_of(sent), accepts=False)

    sent.refresh_from_db()
    assert (User.objects.count(), sent.used_at) == (0, None)


def test_a_wrong_code_makes_nothing():
    digits = f"{(int(digits_of(code())) + 1) % 1_000_000:06d}"
    with pytest.raises(CodeWrongError):
        sign_up(digits)

    assert User.objects.count() == 0
    assert VerificationCode.objects.get().wrong_tries == 1


def test_a_taken_name_leaves_the_code_as_it_was():
    UserFactory(username="LINWEN")
    sent = code()

    with pytest.raises(UsernameTakenError):
        sign_up(digits_of(sent), "linwen")

    assert sign_up(digits_of(sent), "linwan").username == "linwan"


def test_who_owns_the_number_hears_that_it_has_an_account():
    UserFactory(mobile=NUMBER)

    with pytest.raises(SignUpClosedError):
        sign_up(digits_of(code()))

    assert User.objects.count() == 1


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(ValidationError) as refusal:
        clean_newcomer("林", "12345678")

    assert set(refusal.value.error_dict) == {"username", "password"}


def test_a_link_makes_the_account_and_works_once(django_capture_on_commit_callbacks):
    begin(django_capture_on_commit_callbacks)
    assert (User.objects.count(), PendingSignUp.objects.count()) == (0, 1)
    [message] = mail.outbox
    ticket = ticket_of(message)

    user = activate(ticket)

    user = User.objects.get(pk=user.pk)
    assert (user.username, user.email) == ("linwen", ADDRESS)
    assert user.email_verified_at is not None
    assert user.check_password(PASSWORD)
    assert dict(user.consents.values_list("document", "version")) == VERSIONS
    with pytest.raises(LinkExpiredError):
        activate(ticket)


def test_a_link_ends_after_a_day(django_capture_on_commit_callbacks):
    begin(django_capture_on_commit_callbacks)
    ticket = ticket_of(mail.outbox[0])

    late = timezone.now() + timedelta(hours=24, seconds=2)
    with time_machine.travel(late), pytest.raises(LinkExpiredError):
        activate(ticket)

    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "x" * 5000]
)
def test_a_link_that_was_tampered_with_makes_nothing(
    django_capture_on_commit_callbacks, change
):
    begin(django_capture_on_commit_callbacks)

    with pytest.raises(LinkInvalidError):
        activate(change(ticket_of(mail.outbox[0])))

    assert User.objects.count() == 0


def test_a_ticket_of_another_kind_is_no_activation():
    with pytest.raises(LinkInvalidError):
        activate(verified_ticket(NUMBER))


def test_a_name_waits_for_its_link(django_capture_on_commit_callbacks):
    begin(django_capture_on_commit_callbacks)

    with pytest.raises(UsernameTakenError):
        begin(django_capture_on_commit_callbacks, "Linwen", "other@example.com")
    assert username_count("linwen") == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert username_count("linwen") == 0
        begin(django_capture_on_commit_callbacks, "Linwen", "other@example.com")
    assert [row.email for row in PendingSignUp.objects.all()] == ["other@example.com"]


def test_a_second_try_takes_the_place_of_the_first(django_capture_on_commit_callbacks):
    begin(django_capture_on_commit_callbacks)
    begin(django_capture_on_commit_callbacks, "linwan")

    with pytest.raises(LinkExpiredError):
        activate(ticket_of(mail.outbox[0]))
    assert activate(ticket_of(mail.outbox[1])).username == "linwan"


def test_only_the_owner_reads_that_the_address_has_an_account(
    django_capture_on_commit_callbacks,
):
    UserFactory(username="owner", nickname="主人", email=ADDRESS)

    begin(django_capture_on_commit_callbacks, email="LinWen@Example.com")

    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert message.subject == "你已经注册过了"
    assert "/accounts/login/" in message.body
    assert PendingSignUp.objects.count() == 0


def test_a_proved_number_makes_an_account_without_another_code():
    user = sign_up_by_ticket(
        newcomer=newcomer(), ticket=verified_ticket(NUMBER), accepts=True
    )

    assert user.mobile == NUMBER
    with pytest.raises(SignUpClosedError):
        sign_up_by_ticket(
            newcomer=newcomer("linwan"), ticket=verified_ticket(NUMBER), accepts=True
        )


def test_counts_are_zero_or_one():
    UserFactory(username="linwen", mobile=NUMBER, email=ADDRESS)

    assert (username_count("LinWen"), username_count("linwan")) == (1, 0)
    assert (target_count(NUMBER), target_count("+8613800000000")) == (1, 0)
    assert (target_count("LINWEN@example.com"), target_count("x@example.com")) == (1, 0)
