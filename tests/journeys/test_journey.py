"""The main job, in a real browser: write, submit, send back, approve, read, find."""

import io
import json
import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from django.core import mail

from wagtail.models import Page as WagtailPage
from wagtail.search.backends import get_search_backend

from accounts.door.consents import current_versions, record_consents
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from tests.browser import (
    add_block,
    choose_action,
    markdown_editor,
    saving,
    shoot,
    sign_in,
    source_of,
    until,
    wait_until_watched,
    write,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "山中一日的测量"
OPENING = "**重点：**正文从山脚的石桥写起，公式是 $h = s\\tan\\theta$。\n\n## 上山\n\n"
MORE = "水准仪架在松树下，读数**要记两遍**。\n\n$$\n\\sum_{i=1}^{n} v_i = 0\n$$\n"
ADDED = "\n\n第二段写细了：云雾来得比预报早。\n"
PAID = "## 下山\n\n真正的高差藏在付费段落里：鹧鸪岭。\n"
CODE = 'def height(s, tan):\n    return s * tan  # "米"\n'
REASON = "第二段请再写细一点。"


@pytest.fixture
def author():
    user = UserFactory(username="shen", nickname="沈砚秋")
    record_consents(user=user, versions=current_versions())
    return user


@pytest.fixture
def editor():
    return UserFactory(username="bianji", nickname="编辑", groups=[roles.EDITORS])


def drawing() -> dict[str, object]:
    """A file as an author would choose it: a hill, drawn."""
    picture = Image.new("RGB", (1200, 750), "#dfe8e2")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 700), (420, 220), (760, 560), (960, 380), (1200, 700)], "#5a7d6c")
    pen.ellipse((880, 90, 1000, 210), "#d98e5f")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return {"name": "远山.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_from_an_empty_desk_to_a_reader(room, author, editor):
    desk = room.open()
    write_article(desk, author)
    submit(desk)
    shoot(desk, "04-author-waiting")

    office = room.open(editor)
    send_back(office)

    read_reason_and_mend(desk)
    submit(desk, "重新提交")

    approve(office)

    article = ArticlePage.objects.get(title=TITLE)
    reader = room.open()
    read(reader, article)
    find(reader, article)
    room.check()


def write_article(page: Page, author) -> None:
    page.goto("/write/")
    shoot(page, "01-sign-in")
    sign_in(page, author)
    page.wait_for_url("**/admin/pages/add/articles/articlepage/*/")
    wait_until_watched(page)
    page.locator("#id_title").fill(TITLE)
    write(page, OPENING)
    put_picture(page)
    write(page, MORE)
    check_preview(page)
    add_block(page, "代码")
    page.locator("#body-1-value-language").select_option("python")
    page.locator("#body-1-value-code").fill(CODE)
    add_block(page, "付费线")
    add_block(page, "Markdown 正文")
    write(page, PAID, number=1)
    page.wait_for_url("**/admin/pages/*/edit/")
    with saving(page):
        page.locator("#id_price").fill("300")
    shoot(page, "03-blocks")


def put_picture(page: Page) -> None:
    with page.expect_file_chooser() as chooser:
        markdown_editor(page).get_by_role("button", name="插入图片").click()
    chooser.value.set_files(drawing())
    until(
        page,
        "/!\\[远山\\]\\(image:\\d+\\)/.test(document.querySelector('.CodeMirror').CodeMirror.getValue())",
    )


def check_preview(page: Page) -> None:
    button = markdown_editor(page).get_by_role("button", name="预览", exact=True)
    button.click()
    shown = page.locator(".editor-preview-active")
    expect(shown.locator("strong").first).to_have_text("重点：")
    expect(shown.locator(".katex")).to_have_count(2)
    expect(shown.locator("img")).to_have_js_property("complete", True)
    expect(shown.get_by_role("heading", name="上山")).to_be_visible()
    shoot(page, "02-preview")
    button.click()


def submit(page: Page, action: str = "提交审核") -> None:
    choose_action(page, action)
    page.goto("/admin/")
    row = page.locator("#my-articles-content tr", has_text=TITLE)
    expect(row).to_contain_text("审核中")


def send_back(page: Page) -> None:
    page.goto("/admin/")
    article = ArticlePage.objects.get(draft_title=TITLE)
    row = page.locator("#awaiting-review-content tr", has_text=TITLE)
    cells = row.locator("td").all_inner_texts()
    assert cells[1:3] == ["沈砚秋", str(article.rendering.words)]
    assert re.fullmatch(r"\d+\s分钟", cells[3])
    shoot(page, "05-queue")
    mail.outbox.clear()
    row.locator("[data-workflow-action-url*='/reject/']").click()
    page.locator("#id_comment").fill(REASON)
    shoot(page, "06-reason")
    page.locator(".modal-content button[type=submit]").click()
    expect(row).to_have_count(0)


def read_reason_and_mend(page: Page) -> None:
    assert [message.to for message in mail.outbox] == [["shen@example.com"]]
    assert REASON in mail.outbox[0].body
    page.goto("/admin/")
    row = page.locator("#my-articles-content tr", has_text=TITLE)
    expect(row).to_contain_text("退回修改")
    expect(row).to_contain_text(REASON)
    shoot(page, "07-sent-back")
    row.get_by_role("link", name=TITLE).click()
    page.wait_for_url("**/edit/")
    assert source_of(page).startswith("**重点：**正文")
    wait_until_watched(page)
    with saving(page):
        write(page, ADDED)


def approve(page: Page) -> None:
    page.goto("/admin/")
    row = page.locator("#awaiting-review-content tr", has_text=TITLE)
    row.locator("[data-workflow-action-url*='/approve/']").first.click()
    expect(row).to_have_count(0)


def read(page: Page, article: ArticlePage) -> None:
    answer = page.goto(article.url)
    assert answer is not None
    assert "鹧鸪岭" not in answer.text()
    assert "下山" not in answer.text()
    body = page.locator(".article__body")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(body.locator("strong").first).to_have_text("重点：")
    expect(body.locator(".katex")).to_have_count(2)
    expect(body.locator(".katex-display")).to_have_count(1)
    expect(body).to_contain_text("云雾来得比预报早")
    picture = body.locator("img[alt=远山]")
    picture.scroll_into_view_if_needed()
    until(page, "document.querySelector('img[alt=远山]').naturalWidth > 0")
    keyword = body.locator("pre.code span", has_text=re.compile("^def$"))
    plain = body.locator("pre.code code")
    colour = "element => getComputedStyle(element).color"
    assert keyword.evaluate(colour) != plain.evaluate(colour)
    expect(body.locator(".paywall")).to_contain_text("¥3")
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "08-article", full_page=True)


def find(page: Page, article: ArticlePage) -> None:
    get_search_backend().get_index_for_model(WagtailPage).refresh()
    api = page.request.get(f"/api/v2/pages/{article.pk}/?fields=*").json()
    assert (api["title"], api["meta"]["html_url"]) == (TITLE, article.full_url)
    feed = page.request.get("/feed.xml").text()
    for text in (json.dumps(api, ensure_ascii=False), feed):
        assert ("云雾来得比预报早" in text, "鹧鸪岭" in text) == (True, False)
    results = page.locator(".results")
    page.goto("/search/?q=水准仪")
    expect(results.get_by_role("link")).to_have_text(TITLE)
    shoot(page, "09-search", full_page=True)
    page.goto("/search/?q=鹧鸪岭")
    expect(results).to_have_count(0)
    expect(page.locator(".nothing")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    shoot(page, "10-home", full_page=True)


def test_reading_searching_and_signing_in_need_no_script(room, author):
    book = AnthologyPageFactory(title="测量手记")
    article = ArticlePageFactory(
        parent=book, title=TITLE, markdown="水准仪 $x^2$。\n\n## 一\n\n## 二"
    )
    article.save_revision().publish()
    get_search_backend().get_index_for_model(WagtailPage).refresh()
    page = room.open(java_script_enabled=False)

    page.goto("/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    page.goto(article.url)
    expect(page.locator(".article__body")).to_contain_text("水准仪 x^2。")
    page.locator(".toc summary").click()
    page.locator(".toc").get_by_role("link", name="二").click()
    expect(page).to_have_url(re.compile("#"))
    shoot(page, "11-article-without-script", full_page=True)
    page.goto("/search/")
    page.get_by_role("searchbox").fill("水准仪")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator(".results").get_by_role("link")).to_have_text(TITLE)
    page.goto("/accounts/login/?next=/archive/")
    sign_in(page, author)
    expect(page).to_have_url(re.compile("/archive/$"))
