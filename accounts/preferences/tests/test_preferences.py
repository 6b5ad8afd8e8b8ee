"""What a person chooses has its effect."""

import re
from datetime import date

import pytest

from django.core import mail
from django.test import RequestFactory
from django.utils import translation

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.door.activation import begin_sign_up_by_mail
from accounts.door.passwords import begin_reset_by_mail, change_password
from accounts.door.sign_up import clean_newcomer, create_user
from accounts.leaving.services import ask_to_leave
from accounts.me.contacts import begin_email_change, bind_mobile, confirm_email
from accounts.models import Preferences, User, VerificationCode
from accounts.preferences.selectors import is_findable, language_of
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

ADDRESS, NUMBER = "linwen@example.com", "+8613812345678"
HERE = Asker("192.0.2.1")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def reader() -> User:
    return UserFactory(
        username="linwen",
        nickname="林闻",
        email=ADDRESS,
        mobile=NUMBER,
        gender="woman",
        birthday=date(1990, 5, 1),
        city="杭州",
        bio="写字的人。",
        website="https://example.com/",
    )


def test_who_hides_is_not_findable(reader):
    assert is_findable(reader) is True
    Preferences.objects.create(user=reader, is_searchable=False)
    assert is_findable(reader) is False
    assert is_findable(None) is True


# --- Language of mails -----------------------------------------------------------


def test_who_never_chose_is_written_to_in_the_language_of_the_site(reader):
    with translation.override("en"):
        assert language_of(reader) == "zh-hans"


@pytest.mark.parametrize(
    ("active", "language", "rows"), [("zh-hans", "zh-hans", 0), ("en", "en", 1)]
)
def test_the_language_of_signing_up_is_remembered(active, language, rows):
    newcomer = clean_newcomer("linwen", "竹杖芒鞋轻胜马谁怕")

    with translation.override(active):
        user = create_user(newcomer, target=ADDRESS, versions={})

    assert (language_of(user), Preferences.objects.count()) == (language, rows)


def change_address(user: User) -> None:
    begin_email_change(user=user, email="new@example.com", asker=HERE)
    [ticket] = re.findall(r"/accounts/email/([^/]+)/", mail.outbox.pop().body)
    confirm_email(ticket)


def change_number(user: User) -> None:
    code = VerificationCode.objects.create(
        purpose="bind",
        target="+8613900001111",
        target_key="+8613900001111",
        nonce="x",
        expires_at="2999-01-01T00:00:00Z",
    )
    bind_mobile(user=user, mobile="+8613900001111", digits=digits_of(code))


def change_secret(user: User) -> None:
    change_password(
        RequestFactory().put("/api/v1/me/password/"),
        user=user,
        current="renran-test",
        password="竹杖芒鞋轻胜马谁怕",
        device_id=None,
    )


def leave(user: User) -> None:
    ask_to_leave(user=user, keeps_texts=True, device_id=None)


def forget(user: User) -> None:
    begin_reset_by_mail(email=ADDRESS, asker=HERE)


def sign_up_again(user: User) -> None:
    newcomer = clean_newcomer("another", "竹杖芒鞋轻胜马谁怕")
    begin_sign_up_by_mail(newcomer=newcomer, email=ADDRESS, accepts=True, asker=HERE)


@pytest.mark.parametrize(
    "act", [change_address, change_number, change_secret, leave, forget, sign_up_again]
)
@pytest.mark.parametrize(("language", "prefix"), [("zh-hans", ""), ("en", "/en")])
def test_mails_are_in_the_language_of_their_reader(reader, act, language, prefix):
    Preferences.objects.create(user=reader, language=language)
    other = "en" if language == "zh-hans" else "zh-hans"

    with translation.override(other):
        act(reader)

    [message] = mail.outbox
    assert f'lang="{language}"' in message.alternatives[0].content.replace(
        "zh-Hans", "zh-hans"
    )
    assert bool(HAN.search(message.subject)) is (language == "zh-hans")
    pages = re.findall(r"8000(/en|)/(?:accounts|me)/", message.body)
    assert set(pages) <= {prefix}
