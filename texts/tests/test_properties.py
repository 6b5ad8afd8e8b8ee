from hypothesis import given, settings
from hypothesis import strategies as st

from texts import (
    ARTICLE,
    COMMENT,
    count_words,
    find_references,
    render,
    sanitize,
    summarize,
)
from texts.tests.checks import faults
from texts.tests.vectors import VECTORS

PIECES = st.sampled_from(
    [
        *("*", "**", "_", "~~", "~", "`", "```", "$", "$$", "\\", "|", "|-|", "[", "]"),
        *("(", ")", "![", "](", "<", ">", "</", "<b>", "</b>", "<div>", "</div>", "<!--"),
        *("#", "# ", "- ", "1. ", "> ", "> [!TIP]\n", "[^1]", "[^1]: ", ": ", "- [x] "),
        *("\n", "\n\n", "    ", "\t", "  \n", "http://", "www.a.b", "a@b.c", "page:3"),
        *("image:3", "\\(", "\\)", "\\[", "\\]", "&", "&amp;", "&#0;", "&#x202e;", '"', "'"),
        *("汉", "，", "。", "“", "》", "あ", "한", "é", "a", "1", "=", "---", "<table>", "<tr>"),
        *("<td>", "<p>", "<h1>", "<a href=", "<svg>", "<math>", "<style>", "<script>"),
        *("葛\U000e0100", "\ufe01", "\x00", "\ufeff", "\u2028", "\r", "\ud83d", "😀"),
    ]
)  # fmt: skip
SOURCES = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=20).map("".join),
    st.lists(st.sampled_from(VECTORS), max_size=3).map("\n".join),
    st.text(max_size=200),
)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_any_text_renders_safely_and_always_the_same(source):
    for profile in (ARTICLE, COMMENT):
        rendered = render(source, profile=profile)

        assert faults(rendered.html, profile) == []
        assert render(source, profile=profile) == rendered
        rendered.html.encode()
        rendered.text.encode()


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_what_was_rendered_is_sanitised_already(source):
    for profile in (ARTICLE, COMMENT):
        html = render(source, profile=profile).html

        assert sanitize(html, profile) == html


@settings(max_examples=200, deadline=None)
@given(SOURCES)
def test_sanitising_twice_is_as_once(source):
    once = sanitize(source)

    assert sanitize(once) == once


@settings(max_examples=200, deadline=None)
@given(SOURCES)
def test_headings_of_the_contents_are_in_the_text(source):
    rendered = render(source)

    for heading in rendered.headings:
        assert f'<h{heading.level} id="{heading.id}">' in rendered.html
    assert len({h.id for h in rendered.headings}) == len(rendered.headings)


@settings(max_examples=200, deadline=None)
@given(SOURCES, st.integers(1, 200))
def test_counts_and_summaries_keep_their_promises(source, limit):
    text = render(source).text

    assert len(summarize(text, limit)) <= limit
    assert 0 <= count_words(text) <= len(text)
    assert count_words(text) == sum(count_words(line) for line in text.split("\n"))
    assert find_references(source) == find_references(source)
