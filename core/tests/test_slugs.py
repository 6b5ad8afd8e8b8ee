"""Pinyin addresses: always short, always ASCII, stable."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.pages.slugs import MAX_LENGTH, free_slug, pinyin_slug

SLUG = re.compile(r"[a-z0-9_-]{1,80}")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("荏苒", "ren-ran"),
        ("重庆银行的长处", "chong-qing-yin-hang-de-chang-chu"),
        ("绿色", "lv-se"),
        ("用Python写《聊斋》", "yong-python-xie-liao-zhai"),
        ("2026年的春天", "2026-nian-de-chun-tian"),
        ("繁體與简体", "fan-ti-yu-jian-ti"),
        ("𠮷野家", "ye-jia"),
        ("Привет, мир", "privet-mir"),
        ("こんにちは", "konnichiha"),
        ("서울 여행", "seoul-yeohaeng"),
        ("Ça va", "ca-va"),
        ("snake_case", "snake_case"),
        ("--a--b--", "a-b"),
        ("_", "page"),
        ("🌱", "page"),
        ("", "page"),
    ],
)
def test_titles_become_addresses(title, slug):
    assert pinyin_slug(title) == slug


def test_a_long_title_is_cut_between_words():
    assert pinyin_slug("长" * 300) == "-".join(["chang"] * 13)
    assert pinyin_slug("a" * 79 + " b") == "a" * 79
    assert pinyin_slug("a" * 80 + " b") == "a" * 80


def test_one_long_word_is_cut_inside():
    assert pinyin_slug("a" * 300) == "a" * MAX_LENGTH


def test_what_cannot_be_read_becomes_the_fallback():
    assert pinyin_slug("。。。", fallback="topic") == "topic"


@given(st.text(max_size=200))
@example("-" * 100 + "a")
@example("a" + "-" * 100)
@example("a" + "_" * 100 + "b")
@example("\ud800")
@example("ß" * 90)
def test_every_title_has_an_address(title):
    slug = pinyin_slug(title)

    assert SLUG.fullmatch(slug)
    assert pinyin_slug(slug) == slug


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(st.text(HAN, min_size=1, max_size=12))
def test_every_han_character_leaves_a_word(title):
    assert pinyin_slug(title) != "page"


@given(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.integers(0, 30))
def test_a_free_slug_is_wanted_and_not_taken(wanted, number):
    taken = [wanted, *(f"{wanted}-{n}" for n in range(2, number + 2))]

    found = free_slug(wanted, taken)

    assert found not in taken
    assert found == f"{wanted}-{number + 2}"
    assert free_slug(wanted, []) == wanted


def test_gaps_are_filled():
    assert free_slug("a", ["a", "a-2", "a-4"]) == "a-3"
