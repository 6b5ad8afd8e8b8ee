"""Accounts in a real browser: sign up, sign in and reset, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from django.core import mail

from accounts.codes.digits import digits_of
from accounts.door.consents import current_versions, record_consents
from accounts.human.tests.helpers import letters_of
from accounts.models import User, VerificationCode
from accounts.tests.factories import UserFactory
from tests.browser import shoot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NUMBER, TYPED, ADDRESS = "+8613812345678", "138 1234 5678", "linwen@example.com"
PASSWORD, NEW = "竹杖芒鞋轻胜马谁怕", "一蓑烟雨任平生也"


@pytest.fixture
def reader() -> User:
    user = UserFactory(username="linwen", nickname="林闻", mobile=NUMBER, email=ADDRESS)
    record_consents(user=user, versions=current_versions())
    return user


def digits() -> str:
    return digits_of(VerificationCode.objects.latest("pk"))


def link_in_mail() -> str:
    [link] = re.findall(
        r"http://127\.0\.0\.1:8000(/accounts/\S+)", mail.outbox[-1].body
    )
    return link


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()


def ask_for_code(page: Page) -> None:
    """Press the button; the page does its sum first, then counts down."""
    press(page, "获取验证码")
    expect(page.get_by_text("验证码已发送，5 分钟内有效。")).to_be_visible()
    expect(page.locator("[data-send]")).to_have_text(re.compile(r"\d+ 秒后可重发"))
    expect(page.locator("[data-send]")).to_be_disabled()


def expect_signed_in(page: Page, name: str) -> None:
    expect(page.locator("[data-account] [data-name]")).to_have_text(name)


def test_signing_up_by_mobile(room):
    UserFactory(username="linwan")
    page = room.open()
    page.goto("/accounts/register/?next=/archive/")
    page.get_by_label("手机号").fill(TYPED)
    shoot(page, "20-register")
    ask_for_code(page)
    shoot(page, "21-register-sent")
    page.get_by_label("用户名").fill("LinWan")
    page.get_by_label("密码").fill(PASSWORD)
    expect(page.get_by_text("这个用户名已经有人用了。")).to_be_visible()
    page.get_by_label("用户名").fill("linwen")
    page.get_by_label("验证码").fill(digits())
    page.get_by_label("我已阅读并同意").check()
    press(page, "注册")

    expect(page).to_have_url(re.compile("/archive/$"))
    expect_signed_in(page, "linwen")
    assert User.objects.get(username="linwen").mobile == NUMBER


def test_signing_up_by_mail(room):
    page = room.open()
    page.goto("/accounts/register/")
    page.get_by_role("link", name="邮箱注册").click()
    page.get_by_label("邮箱").fill(ADDRESS)
    page.get_by_label("用户名").fill("linwen")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_label("我已阅读并同意").check()
    press(page, "注册")
    expect(page.get_by_role("heading", name="请查收邮件")).to_be_visible()
    shoot(page, "22-mail-sent")
    page.goto(link_in_mail())
    press(page, "激活账号")

    expect_signed_in(page, "linwen")
    assert User.objects.get().email == ADDRESS


@pytest.mark.parametrize("account", ["linwen", TYPED, ADDRESS])
def test_one_box_signs_in(room, reader, account):
    page = room.open()
    page.goto("/accounts/login/?next=/archive/")
    page.get_by_label("用户名、手机号或邮箱").fill(account)
    page.get_by_label("密码").fill("renran-test")
    press(page, "登录")

    expect(page).to_have_url(re.compile("/archive/$"))
    expect_signed_in(page, "林闻")


def test_a_code_signs_in(room, reader):
    page = room.open()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="验证码登录").click()
    page.get_by_label("手机号或邮箱").fill(TYPED)
    ask_for_code(page)
    page.get_by_label("验证码").fill(digits())
    press(page, "登录")

    expect_signed_in(page, "林闻")


def test_failures_ask_for_a_proof_and_keep_what_was_typed(room, reader):
    page = room.open()
    page.goto("/accounts/login/")
    for _ in range(3):
        page.get_by_label("用户名、手机号或邮箱").fill("linwen")
        page.get_by_label("密码").fill("wrong-one")
        press(page, "登录")
        expect(page.get_by_text("账号或密码不对。")).to_be_visible()
    expect(page.get_by_label("用户名、手机号或邮箱")).to_have_value("linwen")
    expect(page.get_by_text("我不是机器人")).to_be_visible()
    shoot(page, "23-proof")
    page.get_by_label("密码").fill("renran-test")
    press(page, "登录")

    expect_signed_in(page, "林闻")


def test_resetting_by_mail(room, reader):
    page = room.open()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="忘记密码？").click()
    page.get_by_label("注册时用的邮箱").fill(ADDRESS)
    press(page, "发送重置邮件")
    expect(page.get_by_role("heading", name="请查收邮件")).to_be_visible()
    page.goto(link_in_mail())
    page.get_by_label("新密码").fill(NEW)
    press(page, "保存")

    expect(page.get_by_role("heading", name="密码已更改")).to_be_visible()
    shoot(page, "24-reset")
    reader.refresh_from_db()
    assert reader.check_password(NEW)


def test_resetting_by_mobile(room, reader):
    page = room.open()
    page.goto("/accounts/reset/mobile/")
    page.get_by_label("手机号").fill(TYPED)
    ask_for_code(page)
    page.get_by_label("验证码").fill(digits())
    page.get_by_label("新密码").fill(NEW)
    press(page, "设置新密码")

    expect(page.get_by_role("heading", name="密码已更改")).to_be_visible()
    reader.refresh_from_db()
    assert reader.check_password(NEW)


def read_picture(page: Page) -> None:
    expect(page.frame_locator("iframe").locator("img")).to_be_visible()
    key = page.locator("[name=captcha_0]").input_value()
    page.locator("[name=captcha_1]").fill(letters_of(key))


def test_signing_up_and_in_without_scripts(room):
    page = room.open(java_script_enabled=False)
    page.goto("/accounts/register/")
    page.get_by_label("手机号").fill(TYPED)
    page.get_by_label("用户名").fill("linwen")
    read_picture(page)
    shoot(page, "25-register-without-script")
    press(page, "获取验证码")
    expect(page.get_by_text("验证码已发送，5 分钟内有效。")).to_be_visible()
    expect(page.get_by_label("手机号")).to_have_value(TYPED)
    expect(page.get_by_label("用户名")).to_have_value("linwen")
    page.get_by_label("验证码").fill(digits())
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_label("我已阅读并同意").check()
    press(page, "注册")
    expect(page).to_have_url(re.compile(r"/$"))
    user = User.objects.get()
    assert user.mobile == NUMBER

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/archive/")
    page.get_by_label("用户名、手机号或邮箱").fill("linwen")
    page.get_by_label("密码").fill(PASSWORD)
    press(page, "登录")
    expect(page).to_have_url(re.compile("/archive/$"))
    assert user.devices.count() == 2


def test_resetting_without_scripts(room, reader):
    page = room.open(java_script_enabled=False)
    page.goto("/accounts/reset/")
    page.get_by_label("注册时用的邮箱").fill(ADDRESS)
    read_picture(page)
    press(page, "发送重置邮件")
    page.goto(link_in_mail())
    page.get_by_label("新密码").fill(NEW)
    press(page, "保存")

    expect(page.get_by_role("heading", name="密码已更改")).to_be_visible()
