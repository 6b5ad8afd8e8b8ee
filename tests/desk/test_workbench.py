"""The workbench of translations in a browser: lines and signs as they are typed."""

import pytest
from playwright.sync_api import Locator, Page, expect
from wagtail_localize.models import StringTranslation, Translation

from django.test import Client

from wagtail.models import Locale

from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory
from articles.translating.segments import as_typed
from tests.browser import shoot
from tests.desk.translating import edit_address, hand_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SOURCE = "`vector<int>` 和 <b>。\n\n- 一\n- 二\n\n```\nx < y\n```\n\n完。"


@pytest.fixture
def editor():
    return UserFactory(is_superuser=True)


@pytest.fixture
def translation(editor) -> Translation:
    client = Client()
    client.force_login(editor)
    article = ArticlePageFactory(title="造纸", markdown=SOURCE)
    return hand_in(client, article, Locale.objects.get(language_code="en"))


def piece(page: Page, source: str) -> Locator:
    return page.locator("li").filter(has=page.get_by_text(source, exact=True)).last


def begin(page: Page, source: str) -> Locator:
    row = piece(page, source)
    row.get_by_role("button", name="翻译").or_(
        row.get_by_role("button", name="编辑")
    ).click()
    return row


def save(row: Locator, page: Page) -> None:
    with page.expect_response("**/strings/*/edit/"):
        row.get_by_role("button", name="保存").click()


def written() -> list[str]:
    rows = StringTranslation.objects.order_by("pk")
    return [as_typed(row.data) for row in rows]


def test_a_list_is_written_in_lines(room, editor, translation):
    page = room.open(editor)
    page.goto(edit_address(translation))
    row = begin(page, "- 一\n- 二")
    page.keyboard.type("- one <1>")
    page.keyboard.press("Enter")
    page.keyboard.type("- two & three")
    assert row.locator("textarea").evaluate("field => field.clientHeight") > 40
    save(row, page)

    assert written() == ["- one <1>\n- two & three"]
    row = begin(page, "- 一\n- 二")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n- four\n")
    page.keyboard.type("- five")
    save(row, page)
    assert written() == ["- one <1>\n- two & three\n- four\n- five"]
    expect(row.get_by_text("- five")).to_be_visible()
    shoot(page, "workbench")


def test_a_text_about_programming_is_taken_as_it_is(room, editor, translation):
    page = room.open(editor)
    page.goto(edit_address(translation))
    row = begin(page, "`vector<int>` 和 <b>。")
    page.keyboard.type("`vector<int>` and <b>, &lt;.")
    with page.expect_response("**/strings/*/edit/"):
        page.keyboard.press("Enter")

    assert written() == ["`vector<int>` and <b>, &lt;."]
    expect(row.get_by_text("`vector<int>` and <b>, &lt;.")).to_be_visible()


def test_what_the_workbench_says_of_itself_is_chinese(room, editor, translation):
    page = room.open(editor)
    page.goto(edit_address(translation))

    heading = page.locator(".js-translation-editor h3").first
    expect(heading).to_have_text("简体中文译成English")
    menu = page.locator(".js-translation-editor footer .w-dropdown__toggle")
    expect(menu).to_have_text("更多动作")


def test_half_a_translation_is_asked_about(room, editor, translation):
    page = room.open(editor)
    page.goto(edit_address(translation))
    page.get_by_role("button", name="发布").last.click()

    expect(page.get_by_text("处没有译文")).to_be_visible()
    shoot(page, "half-translated")
    page.get_by_role("button", name="仍然发布").click()
    expect(page.locator(".js-translation-editor")).to_be_visible()
    assert translation.get_target_instance().live
