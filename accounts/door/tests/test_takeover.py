"""Nobody gets into somebody's account with an address that only looks like theirs."""

import pytest

from django.core import mail
from django.core.exceptions import ValidationError

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.codes.exceptions import CodeExpiredError
from accounts.codes.services import request_code
from accounts.door.exceptions import AccountUnknownError, SignUpClosedError
from accounts.door.passwords import begin_reset_by_mail
from accounts.door.sign_in import check_code_sign_in
from accounts.door.sign_up import clean_newcomer, sign_up_by_code, target_count
from accounts.identity.emails import parse_email
from accounts.identity.tests.test_emails import LOOK_ALIKES, ascii_of
from accounts.models import User, VerificationCode
from accounts.social.identity import clean_email
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

VICTIM = "victim@github.example"
HERE = Asker(address="192.0.2.1")


@pytest.fixture
def victim() -> User:
    return UserFactory(username="victim", email=VICTIM)


def look_alikes() -> list[str]:
    """The victim's address with one letter taken for another, wherever it reads so."""
    return [
        VICTIM.replace(old, letter, 1)
        for letter in LOOK_ALIKES
        for old in ascii_of(letter) & set(VICTIM)
    ] + ["victim@gıthub.example", "vıctim@github.example", "victim@gıthub.ExAmPle"]


@pytest.mark.sqlite
def test_no_look_alike_finds_the_account(victim):
    for typed in look_alikes():
        try:
            kept = parse_email(typed)
        except ValidationError:
            kept = typed
        # Mail to this address would reach the victim, or it finds nobody.
        found = User.objects.by_account(typed)
        reaches_the_victim = kept.isascii() and kept.lower() == victim.email
        assert found is None or reaches_the_victim, ascii(typed)


@pytest.mark.parametrize("typed", ["victim@gıthub.example", "VICTIM@gİthub.example"])
def test_a_code_for_a_look_alike_opens_nothing(
    victim, typed, django_capture_on_commit_callbacks
):
    target = parse_email(typed)
    with django_capture_on_commit_callbacks(execute=True):
        code = request_code(purpose="sign_in", target=target, asker=HERE)

    [message] = mail.outbox
    assert message.to == [target]
    assert message.to != [VICTIM]
    with pytest.raises(AccountUnknownError):
        check_code_sign_in(target=target, digits=digits_of(code))


def test_a_code_goes_to_the_address_as_the_account_keeps_it(
    victim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request_code(purpose="sign_in", target="VICTIM@github.example", asker=HERE)

    assert [message.to for message in mail.outbox] == [[VICTIM]]
    code = VerificationCode.objects.get()
    assert code.target == VICTIM
    assert (
        check_code_sign_in(target="Victim@GITHUB.example", digits=digits_of(code))
        == victim
    )


def test_a_code_that_went_to_another_spelling_opens_nothing():
    code = request_code(purpose="sign_in", target="Victim@github.example", asker=HERE)
    UserFactory(email=VICTIM)

    with pytest.raises(CodeExpiredError):
        check_code_sign_in(target=VICTIM, digits=digits_of(code))

    code.refresh_from_db()
    assert code.used_at is None


def test_a_reset_goes_to_the_address_as_the_account_keeps_it(
    victim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        begin_reset_by_mail(email="VICTIM@Github.example", asker=HERE)

    assert [message.to for message in mail.outbox] == [[VICTIM]]


def test_another_spelling_makes_no_second_account(victim):
    code = request_code(purpose="sign_up", target="VICTIM@github.example", asker=HERE)

    assert target_count("ViCtIm@github.example") == 1
    with pytest.raises(SignUpClosedError):
        sign_up_by_code(
            newcomer=clean_newcomer("another", "竹杖芒鞋轻胜马谁怕"),
            target="VICTIM@github.example",
            digits=digits_of(code),
            accepts=True,
        )
    assert User.objects.count() == 1


def test_a_username_with_a_number_in_it_can_sign_in(client, believed):
    UserFactory(username="lin13811112222", email="")
    UserFactory(username="somebody", mobile="+8613811112222")

    client.post(
        "/accounts/login/", {"account": "lin13811112222", "password": "renran-test"}
    )

    assert User.objects.get(pk=client.session["_auth_user_id"]).username == (
        "lin13811112222"
    )


@pytest.mark.parametrize("given", ["vıctim@github.example", None, 5, "x", "a@b\nc.cn"])
def test_a_provider_s_broken_address_is_no_address(given):
    assert clean_email(given) == ""


@pytest.mark.parametrize("address", ["vıctim@github.example", "nobody", "a@b"])
def test_no_row_holds_a_broken_address(victim, address):
    victim.email = address

    with pytest.raises(ValidationError):
        victim.save()

    assert User.objects.get(pk=victim.pk).email == VICTIM


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("vıctim@github.example", "看上去一样"),
        ("victim@github", "请输入正确的邮箱"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_it(client, believed, typed, told):
    page = client.post(
        "/accounts/register/mail/",
        {"target": typed, "username": "linwen", "password": "竹杖芒鞋轻胜马谁怕"},
    )

    assert told in page.text
    assert f'value="{typed}"' in page.text
    assert mail.outbox == []
