"""QQ and Weibo in a real browser, against a provider on this machine."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.door.consents import current_versions, record_consents
from accounts.models import User
from accounts.social.selectors import identities_of
from accounts.social.tests.conftest import gateway  # noqa: F401
from accounts.tests.factories import UserFactory
from tests.browser import shoot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def offered(room, gateway):  # noqa: F811
    """Windows may go to the provider."""
    gateway.person.nickname = "小企鹅"
    room.hosts.append(gateway.url)
    return gateway


@pytest.fixture
def reader() -> User:
    user = UserFactory(username="linwen", nickname="林闻")
    record_consents(user=user, versions=current_versions())
    return user


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()


def expect_signed_in(page: Page, name: str) -> None:
    expect(page.locator("[data-account] [data-name]")).to_have_text(name)


@pytest.mark.parametrize("provider", ["QQ", "微博"])
def test_a_first_visit_makes_an_account_and_a_later_one_goes_straight_in(
    room, offered, provider
):
    page = room.open()
    page.goto("/accounts/login/?next=/archive/")
    shoot(page, "40-sign-in-social")
    press(page, provider)
    expect(
        page.get_by_role("heading", name=f"首次使用 {provider} 登录")
    ).to_be_visible()
    expect(page.get_by_text("小企鹅")).to_be_visible()
    shoot(page, "41-first-visit")
    page.get_by_label("用户名").fill("penguin_1")
    page.get_by_label("我已阅读并同意").check()
    press(page, "完成注册")
    expect(page).to_have_url(re.compile("/archive/$"))
    expect_signed_in(page, "小企鹅")

    again = room.open()
    again.goto("/accounts/login/")
    press(again, provider)
    expect_signed_in(again, "小企鹅")
    assert User.objects.get().username == "penguin_1"


@pytest.mark.parametrize("provider", ["QQ", "微博"])
def test_a_first_visit_binds_the_account_there_is(room, offered, reader, provider):
    page = room.open()
    page.goto("/accounts/login/")
    press(page, provider)
    page.get_by_role("link", name="绑定已有账号").click()
    page.get_by_label("用户名、手机号或邮箱").fill("linwen")
    page.get_by_label("密码").fill("renran-test")
    press(page, "登录并绑定")
    expect_signed_in(page, "林闻")

    page.goto("/me/bindings/")
    shoot(page, "42-bindings")
    press(page, f"解绑 {provider}")
    expect(page.get_by_role("button", name=f"绑定 {provider}")).to_be_visible()
    assert User.objects.count() == 1
    assert identities_of(reader) == []
    press(page, f"绑定 {provider}")
    expect(page.get_by_role("button", name=f"解绑 {provider}")).to_be_visible()


def test_who_says_no_finds_a_way_on(room, offered):
    offered.mood = "deny"
    page = room.open(java_script_enabled=False)
    page.goto("/accounts/login/")
    press(page, "QQ")

    expect(page.get_by_role("heading", name="没能登录")).to_be_visible()
    expect(page.get_by_text("你没有同意QQ登录")).to_be_visible()
    shoot(page, "43-denied")
    page.get_by_role("link", name="换一种方式登录").click()
    expect(page.get_by_role("heading", name="登录", exact=True)).to_be_visible()
    [error] = room.errors
    assert "403 (Forbidden)" in error
    room.errors.clear()
    assert User.objects.count() == 0
