"""Sanitising is the last step and a fixed point: no address runs a script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from texts import ARTICLE, COMMENT, render, sanitize
from texts.tests.addresses import JUNK, PLACES, SCHEMES, candidates
from texts.tests.checks import faults
from texts.tests.vectors import VECTORS

PROFILES = (ARTICLE, COMMENT)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    letters = draw(st.sampled_from(SCHEMES))
    spelled = st.sampled_from(["{}", "&#{};", "&#x{:x};", "&#{}", "&#0{};"])
    junk = st.one_of(st.just(""), st.just(""), st.sampled_from(JUNK))
    parts = []
    for letter in letters:
        spelling = draw(spelled)
        written = letter if spelling == "{}" else spelling.format(ord(letter))
        parts += [draw(junk), written]
    return "".join(parts)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), addresses()), min_size=1, max_size=3)
)
def test_no_address_that_a_browser_would_run_gets_through(found):
    source = "\n\n".join(place.format(address) for place, address in found)
    for profile in PROFILES:
        for html in (render(source, profile=profile).html, sanitize(source, profile)):
            assert faults(html, profile) == []
            assert sanitize(html, profile) == html


TAGS = ["a", "b", "p", "div", "table", "tr", "td", "li", "ul", "pre", "h1", "details"]
HTML = st.lists(
    st.one_of(
        st.sampled_from([f"<{name}>" for name in TAGS]),
        st.sampled_from([f"</{name}>" for name in TAGS]),
        st.sampled_from(JUNK + VECTORS),
        st.sampled_from(["\n", "甲", "&lt;", "&amp;lt;b>", '"', "'", ">", "<"]),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_sanitising_what_was_sanitised_changes_nothing(html):
    for profile in PROFILES:
        once = sanitize(html, profile)

        assert sanitize(once, profile) == once
        assert faults(once, profile) == []


@pytest.mark.sqlite
@pytest.mark.browser
def test_chromium_follows_no_address_that_runs(browser):
    sources = candidates()
    pages = [render(source).html for source in sources]
    pages += [sanitize(source) for source in sources]
    tab = browser.new_page()
    protocols = tab.evaluate(
        """(pages) => [...new Set(pages.flatMap((html) => {
          const page = new DOMParser().parseFromString(html, "text/html");
          return [...page.querySelectorAll("a[href], img[src]")].map((element) => {
            const written = element.getAttribute("href") ?? element.getAttribute("src");
            try { return new URL(written, "https://a.example/").protocol; }
            catch { return "https:"; }
          });
        }))].sort()""",
        pages,
    )

    assert protocols == ["https:"]
