"""Blocks leave as Markdown in which nothing of them is missing."""

import pytest

from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.embeds.blocks import EmbedValue

from articles.blocks import ArticleBody
from images.models import CustomImage
from texts import render
from transfer.markup.blocks_to_markdown import body_to_markdown

BODY = ArticleBody()
TEXT, NUMBER = (BODY.child_blocks["table"].child_blocks[k] for k in ("text", "number"))


def written(*blocks):
    return body_to_markdown(BODY.normalize(list(blocks)))


def picture(pk=3, *, caption="", alt="", **said):
    return {
        "image": CustomImage(pk=pk, collection_id=1, **said),
        "caption": caption,
        "alt": alt,
    }


def table(*rows, heads):
    columns = [{"block": TEXT, "heading": head} for head in heads]
    blocks = [{"values": list(row)} for row in rows]
    return TypedTable(columns=columns, row_data=blocks, caption="")


def test_one_text_stays_to_the_byte():
    text = "\n\n  文  \n没有结尾的换行"

    assert written(("markdown", text)) == text


@pytest.mark.parametrize(
    ("blocks", "markdown"),
    [
        ([], "\n"),
        ([("markdown", "")], ""),
        ([("markdown", "一\n\n"), ("markdown", "\n二")], "一\n\n二\n"),
        ([("markdown", ""), ("divider", None)], "---\n"),
        ([("markdown", "一"), ("divider", None), ("markdown", "二")], "一\n\n---\n\n二\n"),
        ([("markdown", "一"), ("paywall", None), ("markdown", "二")],
         "一\n\n<!--paywall-->\n\n二\n"),
    ],
)  # fmt: skip
def test_a_blank_line_stands_between_blocks(blocks, markdown):
    assert written(*blocks) == markdown


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        (picture(), "![](image:3)\n"),
        (picture(alt="替 [代]"), "![替 \\[代\\]](image:3)\n"),
        (picture(alt="替代", caption="图注"), "![替代](image:3)\n\n图注\n"),
        (picture(title="片名", description="说明"), "![说明](image:3)\n"),
        ({"image": None, "caption": "图注", "alt": "替代"}, "\n"),
    ],
)
def test_a_picture_has_its_words(value, markdown):
    assert written(("image", value)) == markdown


def test_a_gallery_is_its_pictures_and_one_line_below():
    value = {"images": [picture(3, caption="甲"), picture(4)], "caption": "两张"}

    assert written(("gallery", value)) == (
        "![](image:3)\n\n甲\n\n![](image:4)\n\n两张\n"
    )


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        ({"text": "一\n\n二", "attribution": "鲁迅"}, "> 一\n>\n> 二\n>\n> — 鲁迅\n"),
        ({"text": "一", "attribution": ""}, "> 一\n"),
        ({"text": "一", "attribution": None}, "> 一\n"),
    ],
)
def test_a_quote_has_its_source(value, markdown):
    assert written(("quote", value)) == markdown


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        ({"kind": "caution", "title": "小心", "text": "一\n\n- 二"},
         "> [!CAUTION]\n> **小心**\n>\n> 一\n>\n> - 二\n"),
        ({"kind": "tip", "title": "", "text": "一"}, "> [!TIP]\n> 一\n"),
        ({"kind": "important", "title": None, "text": "一"}, "> [!IMPORTANT]\n> 一\n"),
    ],
)  # fmt: skip
def test_a_callout_keeps_its_kind(value, markdown):
    assert written(("callout", value)) == markdown


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        ({"language": "go", "caption": "", "code": "x := 1\n"}, "```go\nx := 1\n```\n"),
        ({"language": "text", "caption": "例一", "code": "```"},
         "例一\n\n````text\n```\n````\n"),
        ({"language": "python", "caption": "", "code": "    缩进\n\n\n    缩进"},
         "```python\n    缩进\n\n\n    缩进\n```\n"),
    ],
)  # fmt: skip
def test_code_keeps_its_lines(value, markdown):
    assert written(("code", value)) == markdown


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        ({"tex": "\nx^2\n", "caption": ""}, "$$\nx^2\n$$\n"),
        ({"tex": "a_b", "caption": "式一"}, "$$\na_b\n$$\n\n式一\n"),
    ],
)
def test_a_formula_stands_between_dollars(value, markdown):
    assert written(("formula", value)) == markdown


@pytest.mark.parametrize(
    ("url", "markdown"),
    [
        ("https://a.cn/v?x=1&y=2", "<https://a.cn/v?x=1&y=2>\n"),
        ("https://a.cn/视 频", "<https://a.cn/%E8%A7%86%20%E9%A2%91>\n"),
    ],
)
def test_what_is_embedded_is_its_address(url, markdown):
    assert written(("embed", EmbedValue(url))) == markdown


def test_nothing_embedded_is_nothing():
    assert written(("embed", None), ("markdown", "文")) == "文\n"


def test_a_table_keeps_every_cell_in_its_column():
    value = table(("a|b", None), ("多\n行", 3.5), heads=("左|右", None))

    assert written(("table", value)) == (
        "| 左\\|右 |  |\n| --- | --- |\n| a\\|b |  |\n| 多 行 | 3.5 |\n"
    )


def test_a_table_is_a_table_for_readers_too():
    value = table(("1|2", "二"), heads=("甲|乙", "丙\n丁"))

    html = render(written(("table", value))).html

    assert html.count("<th") - html.count("<thead") == 2
    assert html.count("<td") == 2
    assert [words in html for words in ("甲|乙", "丙 丁", "1|2")] == [True] * 3
