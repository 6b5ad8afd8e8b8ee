"""Hostile texts come out whole; how fast they do, `bench/markdown.py` shows."""

import pytest
from bs4 import BeautifulSoup

from texts import COMMENT, render, sanitize
from texts.tests.hostile import HOSTILE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("opening brackets", "[" * 50_000),
        ("closing brackets", "]" * 50_000),
        ("image brackets", "![" * 25_000),
        ("backticks", "a" + "`" * 50_000),
        ("dollars", "$" * 50_000),
        ("less-than", "<" * 50_000),
        ("pipes", "|" * 50_000),
        ("open emphasis", ("*a " * 17_000).strip()),
        ("tildes", ("~~a " * 12_000).strip()),
        ("backslashes", "\\" * 25_000),
        ("entities", "&#" * 25_000),
        ("at signs", "a@" * 25_000),
        ("one line of Han", "汉" * 300_000),
        ("one word", "a" * 1_000_000),
        ("open notes", ("[^a" * 16_000)),
        ("tags", "<a" * 25_000),
        ("nested quotes", ">" * 9_980 + " a"),
        ("nested lists", "- " * 9_990 + "a"),
        ("controls", ""),
    ],
)
def test_nothing_is_lost(name, text):
    assert render(HOSTILE[name]).text == text


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_every_hostile_text_renders_for_everyone(name):
    article, comment = render(HOSTILE[name]), render(HOSTILE[name], profile=COMMENT)

    assert "\0" not in article.html + comment.html
    # Small texts must not become huge pages.
    assert len(article.html) < 60 * len(HOSTILE[name]) + 1_000


def test_nesting_ends_in_text_not_in_loss():
    soup = BeautifulSoup(render("> " * 100 + "甲").html, "html.parser")

    assert len(soup.find_all("blockquote")) == 20
    assert soup.get_text().strip() == "> " * 80 + "甲"


def test_deep_html_keeps_its_text_but_not_its_tags():
    html = sanitize("<div>甲" * 10_000)

    assert html.count("<div>") == 100
    assert html.count("甲") == 10_000


def test_wide_html_is_left_alone():
    html = "<div><p>甲</p></div>" * 5_000

    assert sanitize(html) == html
