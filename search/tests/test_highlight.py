import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.utils.html import escape

from search.analysis import query_words
from search.highlight import excerpt, highlight

MARK = re.compile("</?mark>")


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("深度学习入门", "深度学习", "<mark>深度学习</mark>入门"),
        ("学习要有深度", "深度学习", "<mark>学习</mark>要有<mark>深度</mark>"),
        (
            "Ｇｏ 与 GO，不是 google",
            "go",
            "<mark>Ｇｏ</mark> 与 <mark>GO</mark>，不是 google",
        ),
        ("C++ 和 CPP", "c++", "<mark>C++</mark> 和 <mark>CPP</mark>"),
        ("Café", "cafe", "<mark>Café</mark>"),
        (
            "<script>并发</script>",
            "并发",
            "&lt;script&gt;<mark>并发</mark>&lt;/script&gt;",
        ),
        ("a & b", "lt amp b", "a &amp; <mark>b</mark>"),
        ("没有", "深度学习", "没有"),
        ("", "深度", ""),
    ],
)
def test_highlight(text: str, query: str, html: str) -> None:
    assert highlight(text, query_words(query)) == html


def test_highlight_of_no_words_is_the_escaped_text() -> None:
    assert highlight("<b>", []) == "&lt;b&gt;"


def test_excerpt_shows_where_most_words_meet() -> None:
    text = "并发" + "甲" * 300 + "部署docker的并发服务" + "乙" * 300

    shown = excerpt(text, query_words("docker 部署 并发"))

    assert shown == (
        "…"
        + "甲" * 20
        + "<mark>部署docker</mark>的<mark>并发</mark>服务"
        + "乙" * 87
        + "…"
    )


def test_excerpt_without_a_match_is_the_beginning() -> None:
    assert excerpt("甲" * 200, ["深度"]) == "甲" * 120 + "…"


def test_short_text_is_shown_whole_on_one_line() -> None:
    assert excerpt("第一行\n\n深度", ["深度"]) == "第一行 <mark>深度</mark>"
    assert excerpt("", ["深度"]) == ""


def test_excerpt_does_not_cut_latin_words() -> None:
    text = "alpha " * 10 + "并发 " + "omega " * 40

    shown = MARK.sub("", excerpt(text, ["并发"])).strip("…")

    assert set(shown.split()) == {"alpha", "并发", "omega"}


@given(st.text(max_size=300), st.text(max_size=20))
def test_only_our_marks_are_added(text: str, query: str) -> None:
    words = query_words(query)

    assert MARK.sub("", highlight(text, words)) == escape(text)
    left = excerpt(text, words).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in left
    assert ">" not in left
