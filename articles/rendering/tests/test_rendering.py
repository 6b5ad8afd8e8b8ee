"""Each kind of block: the HTML and the plain text that are stored for readers."""

import re
from typing import Any

import pytest

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from images.models import CustomImage
from images.tests.factories import CustomImageFactory
from texts.safe.sieve import CONTROLS

pytestmark = pytest.mark.django_db

TABLE = {
    "caption": "产量",
    "columns": [
        {"type": "text", "heading": "村"},
        {"type": "number", "heading": "斤"},
    ],
    "rows": [{"values": ["上村", 3.0]}, {"values": ["下村", 2.5]}],
}


@pytest.fixture
def picture() -> CustomImage:
    return CustomImageFactory(title="茶山")


def table(value: dict) -> Any:
    return ArticlePage.body.field.stream_block.child_blocks["table"].to_python(value)


def squeezed(html: str) -> str:
    """`html` without the blanks that only the templates' indentation makes."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html).strip()


def rendered(*blocks: tuple[str, Any]):
    return ArticlePageFactory(blocks=list(blocks)).rendering


def shown(kind: str, value: Any) -> tuple[str, str]:
    """HTML and text of an article that is one block."""
    row = rendered((kind, value))
    [block] = row.blocks
    assert block["type"] == kind
    return squeezed(block["html"]), row.text


def img(picture: CustomImage, widths: list[int], sizes: str, alt: str) -> str:
    """A picture of 240 pixels: no filter makes it wider, so it is offered once."""
    urls = [picture.get_rendition(f"format-webp|width-{w}").url for w in widths]
    return (
        f'<img alt="{alt}" decoding="async" height="150" loading="lazy" '
        f'sizes="(min-width: 48rem) {sizes}, 92vw" src="{urls[0]}" '
        f'width="240">'
    )


def test_markdown():
    assert shown("markdown", "旧书**要慢修**。") == (
        "<p>旧书<strong>要慢修</strong>。</p>",
        "旧书要慢修。",
    )


@pytest.mark.parametrize(
    ("alt", "default", "expected"),
    [
        ("茶园", "库里的说明", "茶园"),
        ("", "库里的说明", "库里的说明"),
        ("", "", "茶山"),
    ],
)
def test_an_image_in_three_widths_with_words_for_who_cannot_see_it(
    picture, alt, default, expected
):
    picture.description = default
    picture.save()

    html, text = shown("image", {"image": picture, "caption": "清晨<", "alt": alt})

    tag = img(picture, [480, 960, 1600], "43rem", expected)
    assert html == (
        f'<figure class="block-image">{tag}<figcaption>清晨&lt;</figcaption></figure>'
    )
    assert text == f"{expected}\n清晨<"


def test_a_gallery(picture):
    other = CustomImageFactory(title="水车")
    items = [
        {"image": picture, "caption": "甲", "alt": "山"},
        {"image": other, "caption": "", "alt": ""},
    ]

    html, text = shown("gallery", {"images": items, "caption": "两张"})

    first = img(picture, [480, 960], "21rem", "山")
    second = img(other, [480, 960], "21rem", "水车")
    assert html == (
        '<figure class="gallery"><div class="gallery__items">'
        f"<figure>{first}<figcaption>甲</figcaption></figure>"
        f"<figure>{second}</figure>"
        "</div><figcaption>两张</figcaption></figure>"
    )
    assert text == "甲\n水车\n两张"


def test_pictures_that_were_deleted_leave_no_gap(picture):
    article = ArticlePageFactory(
        blocks=[
            ("image", {"image": picture, "caption": "图注", "alt": ""}),
            ("markdown", f"![山](image:{picture.pk})"),
        ]
    )
    CustomImage.objects.all().delete()

    page = ArticlePage.objects.get(pk=article.pk)
    page.save_revision().publish()

    blocks = ArticlePage.objects.get(pk=article.pk).rendering.blocks
    assert "<img" not in "".join(block["html"] for block in blocks)


def test_a_quote():
    value = {"text": "一行\n二行\n\n三段<b>", "attribution": "《书》"}

    assert shown("quote", value) == (
        '<blockquote class="pull"><p>一行<br>二行</p><p>三段&lt;b&gt;</p>'
        "<footer><cite>《书》</cite></footer></blockquote>",
        "一行\n二行\n\n三段<b>\n《书》",
    )


@pytest.mark.parametrize(
    ("kind", "title", "shown_title"),
    [
        ("note", "", "注意"),
        ("tip", "", "提示"),
        ("important", "", "重要"),
        ("warning", "", "警告"),
        ("caution", "<小心>", "&lt;小心&gt;"),
    ],
)
def test_a_callout(kind, title, shown_title):
    html, text = shown("callout", {"kind": kind, "title": title, "text": "**慢**走"})

    assert html == (
        f'<div class="callout callout-{kind}">'
        f'<p class="callout-title">{shown_title}</p>'
        "<p><strong>慢</strong>走</p></div>"
    )
    assert text == f"{title or shown_title}\n慢走"


def test_code():
    value = {"language": "python", "caption": "说明", "code": "print('<a>')\n"}

    html, text = shown("code", value)

    assert html == (
        '<figure class="code-block"><pre class="code" data-language="python">'
        '<code class="language-python"><span class="hl-nb">print</span>'
        '<span class="hl-p">(</span><span class="hl-s1">\'&lt;a&gt;\'</span>'
        '<span class="hl-p">)</span></code></pre>'
        "<figcaption>说明</figcaption></figure>"
    )
    assert text == "说明\nprint('<a>')\n"


def test_a_table():
    html, text = shown("table", table(TABLE))

    assert html == (
        '<div class="table-scroll" tabindex="0" role="region" aria-label="产量">'
        '<table><caption>产量</caption><thead><tr><th scope="col">村</th>'
        '<th scope="col">斤</th></tr></thead><tbody><tr><td>上村</td><td>3</td></tr>'
        "<tr><td>下村</td><td>2.5</td></tr></tbody></table></div>"
    )
    assert text == "产量\n村 斤\n上村 3\n下村 2.5"


def test_an_embed_is_a_card_that_leads_there_and_loads_nothing():
    html, text = shown("embed", "https://www.example.com/a?b=1&c=2")

    assert html.startswith(
        '<a class="link-card" href="https://www.example.com/a?b=1&amp;c=2" '
        'rel="noopener nofollow"><strong>example.com</strong>'
        '<span class="link-card__address">www.example.com/a?b=1&amp;c=2</span>'
    )
    assert "<iframe" not in html
    assert "<script" not in html
    assert text == ""


def test_a_formula_is_source_that_the_page_sets():
    row = rendered(("formula", {"tex": "a<b", "caption": "式"}))

    assert squeezed(row.blocks[0]["html"]) == (
        '<figure class="formula"><div class="math display">a&lt;b</div>'
        "<figcaption>式</figcaption></figure>"
    )
    assert (row.text, row.features) == ("a<b\n式", ["math"])


def test_a_divider():
    assert shown("divider", None) == ('<hr class="divider">', "")


def test_the_paywall_mark_parts_what_follows_from_what_stands_before():
    row = rendered(
        ("markdown", "# 上\n\n山前的话"),
        ("paywall", None),
        ("markdown", "# 下\n\n山后的话 $x$"),
        ("code", {"language": "text", "caption": "", "code": "ok"}),
    )

    assert row.has_mark is True
    assert [block["type"] for block in row.blocks] == ["markdown"]
    assert [block["type"] for block in row.gated_blocks] == ["markdown", "code"]
    assert (row.text, row.gated_text) == ("上\n山前的话", "下\n山后的话 x\nok")
    assert (row.words, row.gated_words) == (12, 7)
    assert row.summary == "山前的话"
    assert [(h["text"], h["gated"]) for h in row.headings] == [
        ("上", False),
        ("下", True),
    ]


def test_headings_and_footnotes_of_all_blocks_have_addresses_of_their_own():
    row = rendered(
        ("markdown", "# 缘起\n\n甲[^1]\n\n[^1]: 注"),
        ("callout", {"kind": "note", "title": "", "text": "## 缘起"}),
        ("markdown", "# 缘起\n\n乙[^1]\n\n[^1]: 注"),
    )

    assert [(h["level"], h["id"]) for h in row.headings] == [
        (2, "h-缘起"),
        (2, "h-缘起-1"),
        (2, "h-缘起-2"),
    ]
    html = "".join(block["html"] for block in row.blocks)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 7
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("markdown", "甲\x01&#1;乙 `a\x08b` $x\x0b$"),
        ("quote", {"text": "甲\x01乙", "attribution": "丙\x1b"}),
        ("callout", {"kind": "tip", "title": "甲\x01", "text": "乙&#8;"}),
        ("code", {"language": "python", "caption": "甲\x0b", "code": "a\x01 = 1"}),
        ("formula", {"tex": "x\x01^2", "caption": "\x7f"}),
        ("table", table({**TABLE, "caption": "产\x02量"})),
    ],
)
def test_no_block_holds_what_no_feed_may_carry(kind, value):
    html, text = shown(kind, value)

    assert not CONTROLS.search(html + text)
