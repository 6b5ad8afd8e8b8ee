"""The pages at the door, with and without a script."""

import re
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine

from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.utils import timezone

from accounts.codes.digits import digits_of
from accounts.door.consents import current_versions, record_consents
from accounts.models import Device, User, VerificationCode
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

NUMBER, TYPED, ADDRESS = "+8613812345678", "138 1234 5678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"
REGISTER, BY_MAIL = "/accounts/register/", "/accounts/register/mail/"
RESET, BY_MOBILE = "/accounts/reset/", "/accounts/reset/mobile/"


@pytest.fixture
def reader() -> User:
    user = UserFactory(username="linwen", mobile=NUMBER, email=ADDRESS)
    record_consents(user=user, versions=current_versions())
    return user


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Posts a form, with what follows its commit."""

    def post(address: str, **data: str):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data)

    return post


def signed_in(client) -> str | None:
    return client.get("/api/v1/me/state/").json()["user"]


def digits() -> str:
    return digits_of(VerificationCode.objects.latest("pk"))


def link_in(message) -> str:
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/accounts/\S+)", message.body)
    return link


# --- Signing in ------------------------------------------------------------------


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
        ("\x00", "不允许是用空字符串。"),
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


# --- Signing up ------------------------------------------------------------------


def test_a_mobile_signs_up(client, send):
    send(REGISTER, target=TYPED, username="linwen", send="1")

    answer = send(
        REGISTER,
        target=TYPED,
        code=digits(),
        username="linwen",
        password=PASSWORD,
        accepts="on",
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.get().mobile == NUMBER
    assert signed_in(client)["username"] == "linwen"


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        (
            {"username": "林"},
            "username",
            "用户名为 5–20 个字，可用汉字、字母、数字和下划线。",
        ),
        (
            {"password": "12345678"},
            "password",
            "这个密码太容易被猜到，请换一个长一点、少见一点的。",
        ),
        ({"accepts": ""}, "accepts", "请先阅读并同意用户协议和隐私政策。"),
        ({"code": ""}, "code", "请填写这一项。"),
        ({"target": "110"}, "target", "请输入正确的手机号。"),
        ({"username": "x" * 10_000_000}, "username", None),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, send, changed, field, told):
    data = {
        "target": TYPED,
        "code": "123456",
        "username": "linwen",
        "password": PASSWORD,
        "accepts": "on",
    }
    page = send(REGISTER, **{**data, **changed})

    if page.status_code == 200:
        errors = page.context["form"].errors[field]
        assert told is None or told in errors
    else:
        assert page.status_code == 400
    assert User.objects.count() == 0


def test_a_mail_signs_up_by_its_link(client, send):
    client.get(BY_MAIL)
    page = send(
        BY_MAIL, target=ADDRESS, username="linwen", password=PASSWORD, accepts="on"
    )
    assert ADDRESS in page.content.decode()
    assert User.objects.count() == 0
    link = link_in(mail.outbox[0])

    # A scanner of mails opens links, and changes nothing by it.
    assert client.get(link).status_code == 200
    assert User.objects.count() == 0
    assert send(link)["Location"] == "/"

    assert User.objects.get().email == ADDRESS
    assert signed_in(client)["username"] == "linwen"
    again = send(link)
    assert (again.status_code, "这个链接已失效" in again.content.decode()) == (
        410,
        True,
    )


# --- Consent ---------------------------------------------------------------------


def test_a_new_version_of_the_terms_asks_again(client, send, reader, settings):
    settings.TERMS_VERSION = "2027-01"

    answer = send(LOGIN, account="linwen", password="renran-test", next="/archive/")
    assert answer["Location"] == "/accounts/consent/"
    refused = send("/accounts/consent/")
    assert "请先阅读并同意用户协议和隐私政策。" in refused.content.decode()
    agreed = send("/accounts/consent/", accepts="on")

    assert agreed["Location"] == "/archive/"
    versions = reader.consents.filter(document="terms").values_list(
        "version", flat=True
    )
    assert sorted(versions) == ["2026-11", "2027-01"]


# --- Resets ----------------------------------------------------------------------


def test_a_link_resets_the_password_and_ends_every_device(client, send, reader):
    client.force_login(reader)
    page = send(RESET, target="LinWen@example.com")
    link = link_in(mail.outbox[0])

    assert "如果 LinWen@example.com 注册过" in page.content.decode()
    assert client.get(link).status_code == 200
    done = send(link, password=PASSWORD)

    assert "请用新密码登录" in done.content.decode()
    assert User.objects.get().check_password(PASSWORD)
    assert Device.objects.in_use().count() == 0
    assert signed_in(client) is None
    assert client.get(link).status_code == 410
    assert mail.outbox[-1].subject == "密码已更改"


def test_a_reset_tells_nobody_whether_there_is_an_account(client, send):
    page = send(RESET, target=ADDRESS)

    assert f"如果 {ADDRESS} 注册过" in page.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("change", ["password", "mobile", "blocked", "age"])
def test_a_reset_link_dies_with_any_change(client, send, reader, change):
    send(RESET, target=ADDRESS)
    link = link_in(mail.outbox[0])
    if change == "password":
        reader.set_password("another-one-42")
    elif change == "mobile":
        reader.mobile = "+8613900000000"
    elif change == "blocked":
        reader.is_active = False
    reader.save()
    age = timedelta(minutes=30, seconds=2 if change == "age" else -60)

    with time_machine.travel(timezone.now() + age):
        answer = send(link, password=PASSWORD)

    assert "这个链接已失效" in answer.content.decode()
    assert not User.objects.get().check_password(PASSWORD)


def test_a_code_resets_the_password(client, send, reader):
    send(BY_MOBILE, target=TYPED, send="1")

    done = send(BY_MOBILE, target=TYPED, code=digits(), password=PASSWORD)

    assert "请用新密码登录" in done.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_a_code_for_nobody_looks_like_one_and_is_never_right(client, send):
    page = send(BY_MOBILE, target=TYPED, send="1")

    assert page.context["note"] == "验证码已发送，5 分钟内有效。"
    assert VerificationCode.objects.get().is_decoy is True
    answer = send(BY_MOBILE, target=TYPED, code=digits(), password=PASSWORD)
    assert answer.context["form"].non_field_errors() == ["验证码不对，请再看一眼。"]


# --- Devices ---------------------------------------------------------------------


def test_a_revoked_device_is_signed_out_at_once(client, reader):
    client.force_login(reader)
    assert signed_in(client)["username"] == "linwen"

    Device.objects.update(revoked_at=timezone.now())

    assert signed_in(client) is None


def test_signing_out_ends_the_device(client, send, reader):
    client.force_login(reader)

    send("/accounts/logout/")

    assert Device.objects.in_use().count() == 0


def test_a_new_device_is_told_by_mail(client, send, reader):
    agents = {
        "a": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "b": "Renran/1.0",
    }
    for agent in ("a", "a", "b"):
        client.logout()
        client.defaults["HTTP_USER_AGENT"] = agents[agent]
        send(LOGIN, account="linwen", password="renran-test")

    [message] = mail.outbox
    assert (message.subject, message.to) == ("新设备登录", [ADDRESS])


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", [LOGIN, CODE, REGISTER, BY_MAIL, RESET, BY_MOBILE])
def test_every_door_is_shown_and_never_cached(client, address, language):
    page = client.get(f"{language}{address}")

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert client.cookies["visitor"]["httponly"] is True


def test_without_text_messages_mail_is_the_way(client, settings):
    settings.SMS_PROVIDERS = []

    answer = client.get(f"{REGISTER}?next=/archive/")

    assert answer["Location"] == f"{BY_MAIL}?next=%2Farchive%2F"
    for address in (BY_MAIL, RESET):
        page = client.get(address).content.decode()
        assert f'href="{REGISTER}"' not in page
        assert f'href="{BY_MOBILE}"' not in page
