"""The pages to sign in: by password, by a code, and what failures lead to."""

import re
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine

from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.utils import timezone

from accounts.codes.digits import digits_of
from accounts.models import User, VerificationCode
from accounts.tests.factories import UserFactory
from accounts.tests.helpers import digits, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
NUMBER, TYPED, ADDRESS = "+8613812345678", "138 1234 5678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"


@pytest.mark.parametrize(
    "account",
    [
        "linwen",
        "LinWen",
        " linwen ",
        "ｌｉｎｗｅｎ",
        TYPED,
        "+86 13812345678",
        ADDRESS,
        "LINWEN@EXAMPLE.COM",
    ],
)
def test_one_box_takes_every_kind_of_account(client, send, reader, account):
    answer = send(LOGIN, account=account, password="renran-test")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client)["username"] == "linwen"


def test_the_session_ends_with_the_browser_unless_remembered(client, send, reader):
    send(LOGIN, account="linwen", password="renran-test")
    assert client.session.get_expire_at_browser_close() is True

    send(LOGIN, account="linwen", password="renran-test", remember="on")

    assert client.session.get_expire_at_browser_close() is False
    expiry = client.session.get_expiry_date() - timezone.now()
    assert expiry == pytest.approx(timedelta(days=14), abs=timedelta(minutes=1))


def test_failures_ask_for_a_proof_and_then_pause(client, send, reader, settings):
    settings.HUMAN_PROVIDER = "altcha"
    for _ in range(3):
        page = send(LOGIN, account="linwen", password="wrong-one")
        assert page.context["form"].non_field_errors() == ["账号或密码不对。"]
    assert page.context["asks_human"] is True
    refused = send(LOGIN, account=TYPED, password="renran-test")
    assert "renran-test" not in refused.content.decode()
    assert signed_in(client) is None

    settings.HUMAN_PROVIDER = "off"
    for _ in range(7):
        send(LOGIN, account=ADDRESS, password="wrong-one")
    [told] = (
        send(LOGIN, account="linwen", password="renran-test")
        .context["form"]
        .non_field_errors()
    )

    assert told == "试的次数太多了，请 15 分钟后再来，或用验证码登录。"
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        assert send(LOGIN, account="linwen", password="renran-test").status_code == 302


def test_a_pause_is_for_one_address_only(client, reader, settings):
    settings.HUMAN_PROVIDER = "off"
    for _ in range(10):
        client.post(LOGIN, {"account": "linwen", "password": "wrong-one"})

    there = client.post(
        LOGIN,
        {"account": "linwen", "password": "renran-test"},
        REMOTE_ADDR="192.0.2.77",
    )

    assert there.status_code == 302


def test_a_code_signs_in(client, send, reader):
    page = send(CODE, target=TYPED, code="", send="1")
    assert page.context["note"] == "验证码已发送，5 分钟内有效。"
    assert 'value="138 1234 5678"' in page.content.decode()

    answer = send(CODE, target=TYPED, code=digits(), next="/archive/")

    assert (answer.status_code, answer["Location"]) == (302, "/archive/")
    assert signed_in(client)["username"] == "linwen"


def test_a_mail_code_signs_in(client, send, reader):
    send(CODE, target=ADDRESS, send="1")

    send(CODE, target=ADDRESS, code=digits())

    assert digits_of(VerificationCode.objects.get()) in mail.outbox[0].body
    assert signed_in(client)["username"] == "linwen"


def test_a_number_without_an_account_goes_on_to_sign_up(client, send):
    send(CODE, target=TYPED, send="1")

    answer = send(CODE, target=TYPED, code=digits(), next="/archive/")
    complete = answer["Location"]
    assert re.fullmatch(
        r"/accounts/register/complete/[^/]+/\?next=%2Farchive%2F", complete
    )
    assert "138****5678" in client.get(complete).content.decode()
    done = send(complete, username="linwen", password=PASSWORD, accepts="on")

    assert (done.status_code, done["Location"]) == (302, "/archive/")
    assert User.objects.get().mobile == NUMBER
    assert signed_in(client)["username"] == "linwen"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("", "请填写这一项。"),
        ("123", "请输入正确的手机号。"),
        ("a@", "请输入正确的邮箱，例如 name@example.com。"),
        ("\x00", "这里有看不见的字符，请删掉再试。"),
    ],
)
def test_a_bad_target_gets_no_code_and_is_kept(client, send, target, told):
    page = send(CODE, target=target, send="1")

    assert page.status_code == 200
    assert told in page.content.decode()
    assert VerificationCode.objects.count() == 0


def test_a_second_send_says_how_long_to_wait(client, send):
    send(CODE, target=TYPED, send="1")

    page = send(CODE, target=TYPED, send="1").content.decode()

    assert re.search(r"请 \d+ 秒后再发。", page)
    assert VerificationCode.objects.count() == 1


class CountingHasher(MD5PasswordHasher):
    """As fast as the tests' own, and counts its work."""

    work: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.work.append(password)
        return super().encode(password, salt)


@pytest.mark.parametrize(
    ("account", "password"),
    [
        ("linwen", "wrong-one"),
        ("nobody", "wrong-one"),
        (NUMBER, "wrong-one"),
        ("a@b.cn", "wrong-one"),
    ],
)
def test_unknown_and_wrong_take_the_same_work(send, settings, account, password):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    UserFactory(username="linwen")
    CountingHasher.work.clear()

    send(LOGIN, account=account, password=password)

    assert CountingHasher.work == [password]
