"""What is written as Markdown is read by our renderer as it was meant."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import render
from transfer.markup.markup import address, alert, fence, image, link, quoted, shown

# What tags of generators are made of, and the signs of Markdown
INSIDE = st.text(alphabet="ab文 \"'=-+*_`~<>[]()|#.:/\\&$^!1\n", max_size=30)
LINE = st.text(alphabet="ab文 \"'=-+*_`~<>[]()|#.:/\\&$^!1", max_size=30)


def words_of(html: str) -> str:
    """What a reader sees, each run of blanks as one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def attribute(html: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', html)
    assert found is not None, html
    return unescape(found[1])


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("{% tabs %}", "{% tabs %}"),
        ("{{ page.title }}", "{{ page.title }}"),
        ("{% a_b %}", "{% a_b %}"),
        ("{% _a %}", "`{% _a %}`"),
        ("{{< tabs >}}", "`{{< tabs >}}`"),
        ("{% x `a` %}", "``{% x `a` %}``"),
        ("{% x ```a`` %}", "````{% x ```a`` %}````"),
        ("`a`", "`` `a` ``"),
        ("{% x\ny %}", "`{% x\ny %}`"),
        ("{% x\n\ny %}", "\n```\n{% x\n\ny %}\n```\n"),
        ("{% x\n- a\n%}", "\n```\n{% x\n- a\n%}\n```\n"),
        ("{% x\n  2. a\n%}", "\n```\n{% x\n  2. a\n%}\n```\n"),
        ("{% x\n---\n%}", "\n```\n{% x\n---\n%}\n```\n"),
        ("{% x\n```\n%}", "\n````\n{% x\n```\n%}\n````\n"),
    ],
)
def test_marks_that_would_act_stand_in_code(raw, written):
    assert shown(raw) == written


@given(INSIDE)
def test_a_reader_sees_a_tag_as_it_was_typed(inside):
    raw = f"{{% x {inside} %}}"

    assert words_of(render(f"前 {shown(raw)} 后").html) == " ".join(
        f"前 {raw} 后".split()
    )


@given(st.lists(st.sampled_from(["`", "```", "~~~", "a", "\n", "", "文"]), max_size=9))
def test_code_comes_out_of_its_fence_unchanged(parts):
    code = "a" + "\n".join(parts) + "b"

    html = render(fence(code, "")).html

    assert unescape(re.sub(r"<[^>]*>", "", html)).strip("\n") == code


@pytest.mark.parametrize(
    ("code", "language", "written"),
    [
        ("x", "go", "\n```go\nx\n```\n"),
        ("\n\n  x\n\n", "", "\n```\n  x\n```\n"),
        ("", "", "\n```\n\n```\n"),
        ("a\n```\nb", "md", "\n````md\na\n```\nb\n````\n"),
        ("`````", "", "\n``````\n`````\n``````\n"),
        ("x", "``", "\n```\nx\n```\n"),
    ],
)
def test_a_fence_is_longer_than_any_in_it(code, language, written):
    assert fence(code, language) == written


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("/图.png", "/图.png"),
        (" /a.png ", "/a.png"),
        ("/图 片.png", "/%E5%9B%BE%20%E7%89%87.png"),
        ("/a(1).png", "/a%281%29.png"),
        ("/a%20b c", "/a%20b%20c"),
        ("<x>", "%3Cx%3E"),
        ("a\\b", "a%5Cb"),
        ("/a\nb", "/a%0Ab"),
        ("/x?a=1&b=[2]#c d", "/x?a=1&b=%5B2%5D#c%20d"),
        ("", ""),
    ],
)
def test_an_address_cannot_end_early(url, written):
    assert address(url) == written


@given(st.text(alphabet="ab文 ()<>\\[]'.-_~*", min_size=1, max_size=20))
def test_a_link_leads_to_the_address_it_was_given(path):
    url = f"https://a.cn/x{path}y"

    assert unquote(attribute(render(link("文", url)).html, "href")) == url


@given(LINE)
def test_a_title_is_kept_whatever_marks_it_has(title):
    title = f"题{title}终"

    html = render("文 " + image("图", "https://a.cn/b.png", title)).html

    assert attribute(html, "title") == title


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (link("", "/x"), "[/x](/x)"),
        (link("[a]\\", "/x", 'b"c'), '[\\[a\\]\\\\](/x "b\\"c")'),
        (image("", "/x y.png"), "![](/x%20y.png)"),
        (image("a]b", "/x", "\\"), '![a\\]b](/x "\\\\")'),
    ],
)
def test_brackets_and_quotation_marks_are_escaped(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("text", "by", "written"),
    [
        ("一", "", "\n> 一\n\n"),
        ("\n一\n\n二\n\n", "", "\n> 一\n>\n> 二\n\n"),
        ("一", "鲁迅", "\n> 一\n>\n> — 鲁迅\n\n"),
        ("  一  ", "", "\n>   一\n\n"),
        ("", "", "\n>\n\n"),
    ],
)
def test_every_line_of_a_quote_is_in_it(text, by, written):
    assert quoted(text, by=by) == written


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("note", "NOTE"),
        ("todo", "NOTE"),
        ("Success", "TIP"),
        ("IMPORTANT", "IMPORTANT"),
        ("bug", "WARNING"),
        ("danger", "CAUTION"),
        ("", "NOTE"),
        ("未知", "NOTE"),
    ],
)
def test_kinds_that_gfm_lacks_become_the_nearest_one(kind, mark):
    assert alert(kind, "\n文\n", "题") == f"\n> [!{mark}]\n> **题**\n>\n> 文\n\n"
