"""The pages for a forgotten password."""

from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.utils import timezone

from accounts.models import Device, User, VerificationCode
from accounts.tests.helpers import digits, link_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
TYPED, ADDRESS = "138 1234 5678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
RESET, BY_MOBILE = "/accounts/reset/", "/accounts/reset/mobile/"


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


def test_the_way_on_outlasts_a_forgotten_password(client, send, reader):
    asked = client.get("/accounts/login/?next=/about/").content.decode()
    page = client.get(f"{RESET}?next=/about/").content.decode()
    send(RESET, target=ADDRESS, next="/about/")
    by_link = send(link_in(mail.outbox[0]), password=PASSWORD).content.decode()
    send(BY_MOBILE, target=TYPED, send="1")
    by_code = send(
        BY_MOBILE, target=TYPED, code=digits(), password=PASSWORD, next="/about/"
    ).content.decode()

    assert 'href="/accounts/reset/?next=%2Fabout%2F"' in asked
    assert 'href="/accounts/reset/mobile/?next=%2Fabout%2F"' in page
    for shown in (page, by_link, by_code):
        assert 'href="/accounts/login/?next=%2Fabout%2F"' in shown


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
