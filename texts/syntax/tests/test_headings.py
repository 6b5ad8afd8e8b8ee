import pytest

from texts import COMMENT, Heading, HeadingIds, render
from texts.syntax.headings import slugify


def test_headings_get_ids_and_a_table_of_contents():
    rendered = render("## 安装 `pip`\n\n### 步骤\n\n## 安装 pip")

    assert rendered.html == (
        '<h2 id="h-安装-pip">安装 <code>pip</code></h2>\n'
        '<h3 id="h-步骤">步骤</h3>\n'
        '<h2 id="h-安装-pip-1">安装 pip</h2>\n'
    )
    assert rendered.headings == (
        Heading(2, "h-安装-pip", "安装 pip"),
        Heading(3, "h-步骤", "步骤"),
        Heading(2, "h-安装-pip-1", "安装 pip"),
    )


def test_a_text_with_an_h1_moves_down_as_a_whole():
    rendered = render("# 甲\n\n## 乙\n\n丙\n=\n\n###### 丁")

    assert [h.level for h in rendered.headings] == [2, 3, 2, 6]
    assert "<h1" not in rendered.html


def test_a_text_without_an_h1_keeps_its_levels():
    assert [h.level for h in render("## 甲\n\n#### 乙").headings] == [2, 4]


def test_an_h1_of_raw_html_becomes_an_h2():
    assert render("<h1 align=center>甲</h1>").html == "<h2>甲</h2>"


def test_ids_are_shared_between_blocks():
    ids = HeadingIds()

    first = render("## 小结", heading_ids=ids)
    second = render("## 小结", heading_ids=ids)

    assert (first.headings[0].id, second.headings[0].id) == ("h-小结", "h-小结-1")


def test_a_numbered_id_never_meets_one_that_was_written():
    ids = HeadingIds()

    given = [ids.assign(t) for t in ("a", "a-1", "a", "a", "a-1")]

    assert given == ["h-a", "h-a-1", "h-a-2", "h-a-3", "h-a-1-1"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("1. 安装与配置", "1-安装与配置"),
        ("C++ & Go!", "c-go"),
        ("“你好”，世界", "你好世界"),
        ("！！！", "section"),
        ("", "section"),
        ("a_b", "a_b"),
        ("长" * 200, "长" * 80),
    ],
)
def test_slugs(text, slug):
    assert slugify(text) == slug


def test_a_fragment_written_without_prefix_finds_its_heading():
    html = render("[去](#安装) [无](#别处)\n\n## 安装").html

    assert '<a href="#h-安装">去</a>' in html
    assert '<a href="#%E5%88%AB%E5%A4%84">无</a>' in html


def test_headings_in_quotes_and_empty_ones_are_not_in_the_contents():
    rendered = render("> ## 引\n\n##\n\n## 正")

    assert [h.text for h in rendered.headings] == ["正"]
    assert 'id="h-引"' in rendered.html


def test_comments_have_small_headings_without_ids():
    rendered = render("# 甲\n\n## 乙\n\n#### 丙", profile=COMMENT)

    assert rendered.html == "<h4>甲</h4>\n<h5>乙</h5>\n<h6>丙</h6>\n"
    assert rendered.headings == ()
