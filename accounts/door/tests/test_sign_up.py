"""Signing up: by a code, or by a link that makes the account."""

import re
from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.codes.exceptions import CodeWrongError, LinkExpiredError, LinkInvalidError
from accounts.codes.services import request_code
from accounts.door.activation import activate, begin_sign_up_by_mail
from accounts.door.exceptions import (
    ActivationPasswordError,
    ConsentMissingError,
    SignUpClosedError,
    UsernameTakenError,
)
from accounts.door.sign_up import (
    clean_newcomer,
    sign_up_by_code,
    sign_up_by_ticket,
    target_count,
    username_count,
    verified_ticket,
)
from accounts.models import PendingSignUp, User, VerificationCode
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
HERE = Asker("192.0.2.1", visitor="v" * 22)
VERSIONS = {"terms": "2026-11", "privacy": "2026-11"}


def newcomer(username: str = "linwen", password: str = PASSWORD):
    return clean_newcomer(username, password)


def code(target: str = NUMBER) -> VerificationCode:
    return request_code(purpose="sign_up", target=target, asker=Asker("192.0.2.1"))


def sign_up(digits: str, username: str = "linwen", *, accepts: bool = True) -> User:
    return sign_up_by_code(
        newcomer=newcomer(username), target=NUMBER, digits=digits, accepts=accepts
    )


def ticket_of(message) -> str:
    [ticket] = re.findall(r"/accounts/activate/([^/]+)/", message.body)
    return ticket


def begin(
    callbacks,
    username: str = "linwen",
    email: str = ADDRESS,
    password: str = PASSWORD,
) -> None:
    with callbacks(execute=True):
        begin_sign_up_by_mail(
            newcomer=newcomer(username, password),
            email=email,
            accepts=True,
            asker=HERE,
        )


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

    user = activate(ticket, password=PASSWORD)

    user = User.objects.get(pk=user.pk)
    assert (user.username, user.email) == ("linwen", ADDRESS)
    assert user.email_verified_at is not None
    assert user.check_password(PASSWORD)
    assert dict(user.consents.values_list("document", "version")) == VERSIONS
    with pytest.raises(LinkExpiredError):
        activate(ticket, password=PASSWORD)


def test_a_link_ends_after_a_day(django_capture_on_commit_callbacks):
    begin(django_capture_on_commit_callbacks)
    ticket = ticket_of(mail.outbox[0])

    late = timezone.now() + timedelta(hours=24, seconds=2)
    with time_machine.travel(late), pytest.raises(LinkExpiredError):
        activate(ticket, password=PASSWORD)

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


@pytest.fixture
def two_sign_ups(django_capture_on_commit_callbacks) -> list[str]:
    """The links of a person and, a minute later, of a stranger who typed the same."""
    now = timezone.now()
    with time_machine.travel(now - timedelta(seconds=61)):
        begin(django_capture_on_commit_callbacks)
    with time_machine.travel(now):
        begin(django_capture_on_commit_callbacks, password="a stranger's own 93")
    return [ticket_of(message) for message in mail.outbox]


def test_a_later_try_leaves_name_and_password_of_the_first(two_sign_ups):
    user = activate(two_sign_ups[0], password=PASSWORD)

    assert (user.username, user.check_password(PASSWORD)) == ("linwen", True)
    assert PendingSignUp.objects.count() == 0
    with pytest.raises(LinkExpiredError):
        activate(two_sign_ups[1], password="a stranger's own 93")


@pytest.mark.parametrize("password", ["", PASSWORD, "something else"])
def test_no_link_alone_makes_an_account_with_a_stranger_s_password(
    two_sign_ups, password
):
    with pytest.raises(ActivationPasswordError):
        activate(two_sign_ups[1], password=password)

    assert (User.objects.count(), PendingSignUp.objects.count()) == (0, 2)


def test_the_browser_that_signed_up_is_asked_nothing(
    django_capture_on_commit_callbacks,
):
    begin(django_capture_on_commit_callbacks)

    user = activate(ticket_of(mail.outbox[0]), visitor=HERE.visitor)

    assert user.check_password(PASSWORD)


def test_the_page_of_a_link_asks_another_browser_for_the_password(
    client, django_capture_on_commit_callbacks
):
    begin(django_capture_on_commit_callbacks)
    address = f"/accounts/activate/{ticket_of(mail.outbox[0])}/"

    page = client.get(address)
    refused = client.post(address, {"password": "wrong"})
    count = User.objects.count()
    entered = client.post(address, {"password": PASSWORD})

    assert ("linwen" in page.text, 'name="password"' in page.text) == (True, True)
    assert "密码和注册时设的不一样" in refused.text
    assert (count, entered.status_code) == (0, 302)
    assert User.objects.get().username == "linwen"


def test_the_page_of_a_link_asks_the_own_browser_nothing(
    client, django_capture_on_commit_callbacks
):
    begin(django_capture_on_commit_callbacks)
    address = f"/accounts/activate/{ticket_of(mail.outbox[0])}/"
    client.cookies["visitor"] = HERE.visitor

    page = client.get(address)
    entered = client.post(address)

    assert 'name="password"' not in page.text
    assert User.objects.get().username == "linwen"
    assert entered["Location"] == "/accounts/activated/"
    welcome = client.get("/accounts/activated/").text
    assert "linwen，欢迎你。邮箱已经确认，你也已经登录。" in welcome
    assert client.session.get("_auth_user_id") == str(User.objects.get().pk)


def test_a_welcome_is_for_those_who_are_signed_in(client):
    assert client.get("/accounts/activated/")["Location"].startswith("/accounts/login/")


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
