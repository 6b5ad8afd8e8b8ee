"""The comforts of the public pages that need a script, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from home.models import CarouselSlide
from home.tests.factories import home_page
from tests.browser import NARROW, WIDE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # what Chromium makes of pages
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LONG = "\n\n".join(f"第{n}段。" + "山高水长，日月如梭。" * 30 for n in range(8))
TEXT = f"""公式 $x^2$。

## 第一节

{LONG}

```python
print("抄")
```

## 第二节

{LONG}
"""
DIAGRAM = "```mermaid\ngraph TD\n  A[开始] --> B[结束]\n```"
SECRET = "付费之后才读得到的一句。"
PAID = [("markdown", "免费。"), ("paywall", None), ("markdown", SECRET)]


@pytest.fixture
def book():
    return AnthologyPageFactory(title="测量手记")


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_chosen_theme_stays_on_the_next_page(room, book):
    page = room.open(color_scheme="light")
    page.goto("/")
    light = background(page)
    switch = page.get_by_role("button", name="深色")

    switch.click()

    expect(switch).to_have_attribute("aria-pressed", "true")
    dark = background(page)
    assert dark != light
    page.goto("/archive/")
    assert background(page) == dark
    page.get_by_role("button", name="深色").click()
    page.reload()
    assert background(page) == light
    room.check()


def test_the_carousel_turns_both_ways_and_round(room, book):
    home = home_page()
    for number in range(3):
        article = ArticlePageFactory(parent=book, title=f"封面{number}")
        home.slides.add(CarouselSlide(article=article))
    home.save()
    page = room.open(reduced_motion="reduce")
    page.goto("/")
    current = page.locator("[data-slide][aria-current=true]")
    shown = page.locator(".covers__slide")

    for turn, title in (("下一屏", "封面1"), ("上一屏", "封面0"), ("上一屏", "封面2")):
        page.get_by_role("button", name=turn).click()
        expect(current).to_have_attribute("aria-label", title)
        expect(shown.filter(has_text=title)).to_be_in_viewport(ratio=0.9)
    page.locator("[data-slide]").nth(1).click()
    expect(current).to_have_attribute("aria-label", "封面1")
    room.check()


def test_the_menu_opens_and_closes_on_a_phone(room, book):
    page = room.open(viewport=NARROW)
    page.goto("/")
    summary = page.locator("details.contents > summary")
    link = page.get_by_role("navigation", name="全站目录").get_by_role(
        "link", name="归档"
    )
    expect(link).to_be_hidden()

    summary.click()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    link.click()

    expect(page).to_have_url(re.compile("/archive/$"))
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"]
    room.check()


def test_the_contents_lead_to_their_headings(room, book):
    article = ArticlePageFactory(parent=book, markdown=TEXT)
    page = room.open(reduced_motion="reduce")
    page.goto(article.url)
    link = page.locator(".toc").get_by_role("link", name="第二节")

    link.click()

    heading = page.locator(".prose h2", has_text="第二节")
    expect(heading).to_be_in_viewport()
    top = heading.evaluate("heading => heading.getBoundingClientRect().top")
    assert 0 <= top < WIDE["height"] / 3
    expect(link).to_have_attribute("aria-current", "true")
    room.check()


def test_code_is_copied(room, book):
    article = ArticlePageFactory(parent=book, markdown=TEXT)
    page = room.open(permissions=["clipboard-read", "clipboard-write"])
    page.goto(article.url)

    page.get_by_role("button", name="复制代码").click()

    expect(page.locator(".code-box [role=status]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == 'print("抄")\n'
    room.check()


def test_mermaid_and_katex_come_only_where_they_are_used(room, book):
    plain = ArticlePageFactory(parent=book, markdown="没有图。")
    formula = ArticlePageFactory(parent=book, markdown="$x^2$")
    diagram = ArticlePageFactory(parent=book, markdown=DIAGRAM)
    page = room.open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def libraries(article) -> list[str]:
        asked.clear()
        page.goto(article.url, wait_until="networkidle")
        named = " ".join(asked)
        return [name for name in ("katex.min.js", "mermaid.min.js") if name in named]

    assert libraries(plain) == []
    assert libraries(formula) == ["katex.min.js"]
    expect(page.locator(".prose .katex")).to_have_count(1)
    assert libraries(diagram) == ["mermaid.min.js"]
    expect(page.locator("pre.mermaid.is-drawn svg")).to_contain_text("开始")
    room.check()


def test_the_bar_to_the_editor_is_for_those_who_may_edit(room, book):
    article = ArticlePageFactory(parent=book)
    editor = UserFactory(groups=[roles.EDITORS], nickname="阿衡")

    page = room.open(editor)
    page.goto(article.url)
    bar = page.get_by_role("link", name="编辑此页")
    expect(bar).to_have_attribute("href", f"/admin/pages/{article.pk}/edit/")
    expect(page.locator("[data-account]")).to_contain_text("阿衡")

    other = room.open(UserFactory(nickname="读者"))
    other.goto(article.url)
    expect(other.locator("[data-account]")).to_contain_text("读者")
    expect(other.get_by_role("link", name="编辑此页")).to_have_count(0)
    room.check()


@pytest.mark.parametrize(
    ("prefix", "signs"),
    [("/en", ["proportional-width", "sideways"]), ("", ["normal", "mixed"])],
)
def test_english_has_signs_of_its_own_measure(room, prefix, signs):
    page = room.open()
    page.goto(f"{prefix}/accounts/login/")

    told = page.get_by_role("heading", level=1).evaluate(
        "title => [getComputedStyle(title).fontVariantEastAsian,"
        " getComputedStyle(title).textOrientation]"
    )

    assert told == signs
    room.check()


def test_who_may_not_buy_is_told_so_and_not_sent_to_sign_in_again(room, book):
    article = ArticlePageFactory(parent=book, blocks=PAID, price=300)
    told = "本站还没有开通购买，目前只有作者和编辑能读这部分。"

    visitor, reader = room.open(), room.open(UserFactory(nickname="读者"))
    for page in (visitor, reader):
        page.goto(article.url)
        expect(page.locator(".paywall")).to_contain_text(told)

    expect(visitor.get_by_role("link", name="是你写的？登录接着读")).to_be_visible()
    expect(reader.locator("[data-account]")).to_contain_text("读者")
    expect(reader.locator(".paywall")).not_to_contain_text("登录")
    room.check()


def test_the_paid_part_comes_to_its_author(room, book):
    blocks = [
        ("markdown", "## 开头\n\n免费。\n\n## 中间\n\n还是免费。"),
        ("paywall", None),
        ("markdown", f"## 后面\n\n{SECRET}\n\n$y^2$\n\n```python\nprint(1)\n```"),
    ]
    article = ArticlePageFactory(parent=book, blocks=blocks, price=300)

    page = room.open(book.author.user)
    page.goto(article.url)
    expect(page.locator(".prose")).to_contain_text(SECRET)
    expect(page.locator(".paywall")).to_have_count(0)
    expect(page.locator(".toc a")).to_have_text(["开头", "中间", "后面"])
    expect(page.locator(".prose .katex")).to_have_count(1)
    expect(page.get_by_role("button", name="复制代码")).to_have_count(1)

    reader = room.open(UserFactory(nickname="读者"))
    reader.goto(article.url)
    expect(reader.locator("[data-account]")).to_contain_text("读者")
    expect(reader.locator(".paywall")).to_be_visible()
    assert SECRET not in reader.content()
    room.check()
