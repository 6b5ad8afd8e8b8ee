"""The Markdown editor of the admin: tools, pictures, preview, autosave, 字数."""

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from django.conf import settings

from wagtail.models import Locale, Revision
from wagtail.models import Page as WagtailPage

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.rendering.references import WagtailReferences
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from images.models import CustomImage
from tests.browser import (
    markdown_editor,
    normalised,
    saving,
    session_cookie,
    source_of,
    until,
    wait_until_watched,
    write,
)
from texts import count_words, render

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TOOLS = (
    "加粗 斜体 小标题 引用 列表 编号列表 链接 插入图片 代码 表格 公式 预览 左右对照 全屏 撤销 重做"
).split()
MIXED = (
    "荏苒 don't count 3.14 twice, well-known カタカナ 한글 naïve x_1；\n\n"
    "𠮷野家 2024年 e.g. ①②③ C++ **重点：**正文"
)
TEXT = """**重点：**正文，10~20元…30~40元。

> [!NOTE]
> 一句提醒。

| 甲 | 乙 |
| --- | --- |
| `a` | [链接](https://example.com) |

```python
print("字")
```
"""


@pytest.fixture
def article():
    book = AnthologyPageFactory()
    page = ArticlePageFactory(parent=book, title="旧稿", markdown="旧文。", live=False)
    page.save_revision(user=page.author_page.user)
    return page


def open_editor(room, article: ArticlePage) -> Page:
    page = room.open(article.author_page.user)
    page.goto(f"/admin/pages/{article.pk}/edit/")
    wait_until_watched(page)
    return page


def picture(colour: str) -> str:
    """A small PNG in base64."""
    file = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def test_every_tool_has_a_name_and_an_icon_one_can_see(room, article):
    page = open_editor(room, article)
    tools = markdown_editor(page).locator(".editor-toolbar button")

    names = [tool.get_attribute("aria-label") for tool in tools.all()]

    assert names == TOOLS
    for tool in tools.all():
        box = tool.locator("svg").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (16, 16)
    room.check()


TRANSFER = """([kind, name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: "image/png" }));
  const box = document.querySelector(".CodeMirror");
  const { left, top } = box.getBoundingClientRect();
  const place = { bubbles: true, cancelable: true, clientX: left + 60, clientY: top + 20 };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...place, clipboardData: transfer })
    : new DragEvent("drop", { ...place, dataTransfer: transfer });
  (kind === "paste" ? box.querySelector("textarea") : box.querySelector(".CodeMirror-scroll")).dispatchEvent(event);
}"""


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_dropped_or_pasted_is_kept_and_shown(room, article, way):
    page = open_editor(room, article)
    write(page, "\n\n")

    page.evaluate(TRANSFER, [way, "[河]岸.png", picture("teal")])
    until(
        page,
        "document.querySelector('.CodeMirror').CodeMirror.getValue().includes('image:')",
    )

    image = CustomImage.objects.get()
    assert source_of(page) == f"旧文。\n\n![河岸](image:{image.pk})\n\n"
    assert image.uploaded_by_user == article.author_page.user
    expect(markdown_editor(page).locator(".upload-image")).to_be_empty()
    room.check()


def test_a_file_that_is_no_picture_is_refused_with_a_reason(room, article):
    page = open_editor(room, article)

    with page.expect_event("dialog"):
        page.evaluate(TRANSFER, ["drop", "a.png", base64.b64encode(b"text").decode()])

    assert len(room.dialogs) == 1
    assert source_of(page) == "旧文。"
    assert CustomImage.objects.count() == 0
    room.expect_refusal()


def test_the_preview_is_what_readers_get(room, article):
    page = open_editor(room, article)
    write(page, f"\n\n{TEXT}")
    editor = markdown_editor(page)

    editor.get_by_role("button", name="预览", exact=True).click()
    shown = page.locator(".editor-preview-active")
    expect(shown.locator("strong")).to_have_text("重点：")

    html = render(source_of(page), references=WagtailReferences(), scope="preview").html
    assert shown.evaluate("box => box.innerHTML") == normalised(page, html)
    room.check()


def test_the_whole_page_is_shown_beside_the_editor(room, article):
    page = open_editor(room, article)
    write(page, f"\n\n{TEXT}")

    page.locator("[data-side-panel-toggle=preview]").click()
    shown = page.frame_locator("iframe[id^=w-preview-iframe]")

    expect(shown.get_by_role("heading", name="旧稿", level=1)).to_be_visible()
    expect(shown.locator(".prose strong")).to_have_text("重点：")
    room.check()


@pytest.mark.parametrize("is_new", [False, True])
def test_the_preview_speaks_the_language_of_the_page(room, article, is_new):
    english = Locale.objects.get(language_code="en")
    pages = WagtailPage.objects.filter(pk__in=[article.pk, article.anthology_id])
    pages.update(locale=english)
    page = open_editor(room, article)
    if is_new:
        page.goto(f"/admin/pages/add/articles/articlepage/{article.anthology_id}/")
    write(page, "\n\n> [!TIP]\n> x")

    markdown_editor(page).get_by_role("button", name="预览", exact=True).click()

    title = page.locator(".editor-preview-active .callout-title")
    expect(title).to_have_text("Tip")
    room.check()


def test_typing_beside_the_preview_shows_the_newest_text(room, article):
    page = open_editor(room, article)
    markdown_editor(page).get_by_role("button", name="左右对照").click()

    for letter in "一二三四五":
        write(page, letter)

    shown = page.locator(".editor-preview-active-side")
    expect(shown).to_have_text(re.compile(r"^\s*旧文。一二三四五\s*$"))
    room.check()


def test_what_is_typed_saves_itself_and_is_there_when_one_returns(room, article):
    page = open_editor(room, article)
    before = Revision.objects.for_instance(article).count()

    with saving(page):
        write(page, "自己存下的一句。")

    assert Revision.objects.for_instance(article).count() == before + 1
    saved = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert saved.body[0].value == "旧文。自己存下的一句。"
    page.goto("/admin/")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    assert source_of(page) == "旧文。自己存下的一句。"
    room.check()


def test_the_count_below_the_editor_is_the_servers(room, article):
    page = open_editor(room, article)

    write(page, MIXED)

    words = count_words(f"旧文。{MIXED}")
    count = markdown_editor(page).locator(".renran-count")
    expect(count).to_have_text(f"{words} 字")
    room.check()


@pytest.mark.parametrize(
    "typed",
    ["vector<int> 的", "a <text> b", "<div", "{", "<b>甲</b>", "- 甲\n", "    码\n"],
)
def test_enter_makes_a_new_line_and_nothing_else(room, article, typed):
    page = open_editor(room, article)
    last = typed.rstrip().rpartition("\n")[2]
    begins = "- " if last.startswith("- ") else last[: len(last) - len(last.lstrip())]

    write(page, "\n\n" + typed.rstrip())
    page.keyboard.press("Enter")
    page.keyboard.type("乙")

    assert source_of(page) == f"旧文。\n\n{typed.rstrip()}\n{begins}乙"
    room.check()


def test_who_was_signed_out_meanwhile_loses_nothing(room, article):
    page = open_editor(room, article)
    author = article.author_page.user
    write(page, "写了很久。")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.get_by_role("button", name="保存草稿").click()

    expect(page.locator(".messages")).to_contain_text("你已经退出登录，这次没有保存。")
    assert source_of(page) == "旧文。写了很久。"
    room.errors.clear()  # what the refused question left in the console
    page.context.add_cookies([session_cookie(author, room.address)])
    page.context.clear_cookies(name="csrftoken")
    page.request.get("/accounts/login/")  # signing in gives a new token
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messages")).to_contain_text("旧稿")
    saved = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert saved.body[0].value == "旧文。写了很久。"
    room.errors.clear()  # an autosave may have come between
    room.check()


def test_who_signed_in_as_somebody_else_sends_nothing(room, article):
    page = open_editor(room, article)
    write(page, "写了很久。")
    before = article.revisions.count()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.add_cookies(
        [session_cookie(UserFactory(is_superuser=True), room.address)]
    )

    page.get_by_role("button", name="保存草稿").click()

    expect(page.locator(".messages")).to_contain_text("这次没有保存。")
    assert source_of(page) == "旧文。写了很久。"
    authors = article.revisions.order_by("-pk").values_list("user_id", flat=True)
    assert set(authors[: article.revisions.count() - before]) <= {
        article.author_page.user_id
    }
    room.errors.clear()
    room.check()


def test_a_button_pressed_twice_sends_one_form(room, article):
    page = open_editor(room, article)
    write(page, "两下。")
    sent: list[str] = []
    page.on(
        "request",
        lambda request: (
            sent.append(request.method)
            if request.is_navigation_request() and request.method == "POST"
            else None
        ),
    )

    page.get_by_role("button", name="保存草稿").dblclick()

    expect(page.locator(".messages")).to_contain_text("旧稿")
    assert sent == ["POST"]
    saved = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert saved.body[0].value == "旧文。两下。"
    room.check()
