"""The settings of a person in a real browser: devices, contacts, leaving."""

import re

import pytest
from playwright.sync_api import Page, expect

from django.core import mail

from accounts.codes.digits import digits_of
from accounts.door.consents import current_versions, record_consents
from accounts.models import Device, User, VerificationCode
from accounts.tests.factories import UserFactory
from tests.browser import shoot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"


@pytest.fixture
def reader() -> User:
    user = UserFactory(username="linwen", nickname="林闻", mobile=NUMBER, email=ADDRESS)
    record_consents(user=user, versions=current_versions())
    return user


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_another_device_is_signed_out_from_here(room, reader, scripts):
    there = room.open(reader)
    there.goto("/me/")
    page = room.open(reader, java_script_enabled=scripts)
    page.goto("/me/devices/")
    expect(page.locator("main li.rows__row")).to_have_count(2)
    shoot(page, f"50-devices-{'with' if scripts else 'without'}-scripts")
    page.locator("li.rows__row").get_by_role("button").click()

    expect(page.locator("main li.rows__row")).to_have_count(1)
    assert Device.objects.in_use().count() == 1
    there.goto("/me/")
    expect(there).to_have_url(re.compile(r"/accounts/login/\?next=/me/"))


def test_the_profile_is_changed(room, reader):
    page = room.open(reader)
    page.goto("/me/")
    page.get_by_label("昵称").fill("林闻先生")
    page.get_by_label("简介").fill("走路的人。")
    page.get_by_label("个人网站").fill("not a site")
    press(page, "保存")
    expect(page.get_by_label("昵称")).to_have_value("林闻先生")
    page.get_by_label("个人网站").fill("https://linwen.example/")
    shoot(page, "51-profile", full_page=True)
    press(page, "保存")

    expect(page.get_by_text("个人资料已保存。")).to_be_visible()
    reader.refresh_from_db()
    assert (reader.nickname, reader.bio) == ("林闻先生", "走路的人。")


def test_a_number_is_changed_by_its_code(room, reader):
    page = room.open(reader)
    page.goto("/me/security/")
    shoot(page, "52-security")
    page.goto("/me/security/mobile/")
    page.get_by_label("新手机号").fill("139 0000 0000")
    press(page, "获取验证码")
    expect(page.get_by_text("验证码已发送，5 分钟内有效。")).to_be_visible()
    shoot(page, "53-mobile")
    code = digits_of(VerificationCode.objects.latest("pk"))
    page.get_by_label("验证码").fill(code)
    page.locator("main button[type=submit]:not([name=send])").click()

    expect(page.get_by_text("手机号已绑定。")).to_be_visible()
    reader.refresh_from_db()
    assert reader.mobile == "+8613900000000"


def test_an_account_is_left_and_taken_back(room, reader):
    page = room.open(reader)
    page.goto("/me/leave/")
    shoot(page, "54-leave", full_page=True)
    page.get_by_label(re.compile("^留下文章")).check()
    page.locator("main input[type=checkbox]").check()
    press(page, "申请注销")
    expect(page.get_by_text(re.compile("你的账号将在.+注销。"))).to_be_visible()
    shoot(page, "55-leaving")
    assert [message.subject for message in mail.outbox] == ["账号将被注销"]
    page.goto("/me/")
    page.locator("main").get_by_role("button", name="撤回注销").click()

    expect(page.get_by_text("已撤回，账号照常使用。欢迎回来。")).to_be_visible()
    assert not hasattr(User.objects.get(), "deletion")


def test_the_theme_is_chosen_for_this_browser(room, reader):
    page = room.open(reader)
    page.goto("/me/appearance/")
    page.locator("main").get_by_label("深色").check()
    press(page, "保存")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
