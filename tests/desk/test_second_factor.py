"""The second factor in a real browser: an app for codes, then a passkey."""

import re
from urllib.parse import urlsplit

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from playwright.sync_api import Page, expect

from accounts.models import Device
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from tests.browser import agree, shoot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def editor(settings, live_server):
    settings.STAFF_SECOND_FACTOR = True
    settings.OTP_WEBAUTHN_RP_ID = urlsplit(live_server.url).hostname
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]
    return UserFactory(username="bianji", nickname="编辑", groups=[roles.EDITORS])


def plug_in_key(page: Page) -> None:
    """A security key that always agrees, by Chromium's own protocol."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("用户名、手机号或邮箱").fill("bianji")
    page.get_by_label("密码").fill("renran-test")
    page.locator("main").get_by_role("button", name="登录").click()


def test_an_app_then_a_passkey_open_the_admin(room, editor):
    page = room.open()
    plug_in_key(page)
    sign_in(page)
    agree(page)
    expect(page.get_by_role("heading", name="设置两步验证")).to_be_visible()
    shoot(page, "30-second-factor", full_page=True)
    app = TOTPDevice.objects.get(user=editor)
    page.get_by_label("动态码").fill(f"{totp(app.bin_key):06d}")
    page.get_by_role("button", name="启用").click()
    page.get_by_role("button", name="生成备用码").click()
    expect(page.locator(".codes li")).to_have_count(8)
    shoot(page, "31-recovery-codes")
    page.get_by_role("link", name="我收好了").click()
    expect(page).to_have_url(re.compile("/admin/$"))

    page.goto("/accounts/second-factor/setup/")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_text(re.compile("通行密钥 · "))).to_be_visible()
    assert WebAuthnCredential.objects.get().user == editor

    Device.objects.all().delete()
    sign_in(page)
    expect(page.get_by_role("heading", name="两步验证")).to_be_visible()
    shoot(page, "32-second-factor-asked")
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page).to_have_url(re.compile("/admin/$"))
