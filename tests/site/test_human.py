"""Verification in Chromium: the sum by itself, the picture by hand."""

import pytest
from playwright.sync_api import Page, expect

from accounts.human.tests.helpers import decoded, letters_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # what Chromium makes of pages
    pytest.mark.urls("accounts.human.tests.urls"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def look_at_picture(page: Page) -> str:
    """The letters in the frame, once it shows them."""
    picture = page.frame_locator("iframe").locator("img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 200
    return letters_of(page.locator("[name=captcha_0]").input_value())


def test_the_sum_is_done_while_somebody_types(room):
    page = room.open()
    page.goto("/form/")
    page.get_by_label("手机号").fill("13812345678")

    expect(page.get_by_text("验证通过")).to_be_visible()
    payload = page.locator("input[name=altcha]").input_value()
    page.locator("#send").click()

    expect(page.locator("#thanks")).to_have_text("13812345678")
    assert set(decoded(payload)) == {"challenge", "solution"}


def test_a_button_pressed_too_early_waits_for_the_sum(room):
    page = room.open()
    page.goto("/form/")
    expect(page.get_by_text("我不是机器人")).to_be_visible()
    page.evaluate("document.querySelector('[name=mobile]').value = '1'")

    page.evaluate("document.querySelector('#send').click()")

    expect(page.locator("#thanks")).to_have_text("1")


def test_a_spent_proof_is_made_anew(room):
    page = room.open()
    page.goto("/form/")
    page.get_by_label("手机号").focus()
    expect(page.get_by_text("验证通过")).to_be_visible()
    first = page.locator("input[name=altcha]").input_value()

    page.evaluate("document.dispatchEvent(new Event('renran:proof-spent'))")

    expect(page.locator("input[name=altcha]")).not_to_have_value(first)
    expect(page.get_by_text("验证通过")).to_be_visible()


def test_the_picture_without_scripts(room):
    page = room.open(java_script_enabled=False)
    page.goto("/form/")
    expect(page.locator("altcha-widget")).to_have_count(0)
    page.get_by_label("手机号").fill("13812345678")
    first = look_at_picture(page)
    page.frame_locator("iframe").get_by_text("看不清，换一张").click()
    expect(page.get_by_label("手机号")).to_have_value("13812345678")
    page.wait_for_load_state("networkidle")
    letters = look_at_picture(page)
    assert letters != first
    page.get_by_label("图片验证码").fill(letters.lower())
    page.locator("#send").click()

    expect(page.locator("#thanks")).to_have_text("13812345678")


def test_the_picture_where_somebody_wants_it(room):
    page = room.open()
    page.goto("/form/")
    page.get_by_role("button", name="改用图片验证码").click()
    expect(page.locator("altcha-widget")).to_have_count(0)
    page.get_by_label("手机号").fill("13812345678")
    page.get_by_label("图片验证码").fill(look_at_picture(page))
    page.locator("#send").click()

    expect(page.locator("#thanks")).to_have_text("13812345678")


def test_the_picture_where_the_browser_cannot_do_the_sum(room):
    page = room.open()
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false })"
    )
    page.goto("/form/")

    expect(page.get_by_label("图片验证码")).to_be_visible()
    expect(page.locator("altcha-widget")).to_have_count(0)
