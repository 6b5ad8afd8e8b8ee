"""What the eye takes for a head, sign by sign and line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.heads.headlike import (
    BLANK,
    UNSEEN,
    flatten,
    has_known_key,
    may_be_head,
    readable,
)


@pytest.mark.parametrize(
    ("text", "flat", "parsed"),
    [
        ("a b\tc\n文", "a b\tc\n文", "a b\tc\n文"),
        ("a\ufeffb", f"a{UNSEEN}b", "ab"),
        ("a\u00adb", f"a{UNSEEN}b", "ab"),
        ("a\u3000b\u00a0c", f"a{BLANK}b{BLANK}c", "a b c"),
        ("a\u2028b\x85c\x0bd", "a\nb\nc\nd", "a\nb\nc\nd"),
        ("☺\ufe0f", f"☺{UNSEEN}", "☺\ufe0f"),
        ("葛\U000e0100", f"葛{UNSEEN}", "葛\U000e0100"),
        ("👨\u200d👩", f"👨{UNSEEN}👩", "👨\u200d👩"),
        ("", "", ""),
    ],
)
def test_what_looks_alike_is_one_sign(text, flat, parsed):
    assert (flatten(text), readable(text)) == (flat, parsed)


@given(st.text(max_size=60))
def test_every_sign_keeps_its_place(text):
    flat = flatten(text)

    assert len(flat) == len(text)
    assert flatten(flat) == flat
    assert len(readable(text)) <= len(text)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["mood", "Title"], True),
        (["Date"], True),
        (["pass-word"], True),
        (["是否公开"], True),
        (["密碼"], True),
        (["mood", "心情"], False),
        (["titles"], False),
        ([], False),
    ],
)
def test_some_keys_are_of_heads_only(keys, expected):
    assert has_known_key(keys) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: 一\ndate: 2020\n\n文", True),
        ("title = 一\ndate = 2020\n", True),
        ("标题：一\ntags：a\ndate：2020\n", True),
        ("- title: 一\n- date: 2020\n", True),
        ("`title`: 一\n`date`: 2020\n", True),
        ("title: 一\n  缩进\n\ndate: 2020\n", True),
        ("password: x\n", True),
        ("title: 一\n", False),
        ("title: 一\n\n正文开始\n\ndate: 2020\n", False),
        ("注意：先看\n正文\n", False),
        ("正文\ntitle: 一\ndate: 2020\n", False),
        ("", False),
        ("***\n\n", False),
    ],
)
def test_without_a_fence_two_known_keys_or_one_that_hides_make_a_head(text, expected):
    assert may_be_head(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nmood: 好\n---\n", True),
        ("mood: 好\n---\n", True),
        ("---\nmood: 好\nweather: 晴\n\n正文", True),
        ("---\n\n一句话\n\n---\n", False),
        ("# 题\n---\n正文：好的\n", False),
        ("正文\n" * 58 + "---\npassword: x\n", True),
        ("正文\n" * 60 + "---\npassword: x\n", False),
        ("```\n---\npassword: x\n---\n```\n", True),
        ("文\n```\n---\npassword: x\n---\n```\n", False),
    ],
)
def test_at_a_fence_one_key_is_enough(text, expected):
    assert may_be_head(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tags: a\n---\n正文", True),
        ("---\ntags: a\n", True),
        ("password: x\n\n正文", True),
        ("tags: a\ndate: 2020\n\n正文", False),
        ("作者：甲\n---\n正文", False),
        ("{mood: '好'}\n", False),
    ],
)
def test_behind_a_head_only_a_fence_or_a_secret_makes_another(text, expected):
    assert may_be_head(text, after_head=True) is expected


@pytest.mark.parametrize(
    "before",
    ["", "\n\n", "<!-- 注 -->\n", "{# 注 #}", "%% 注 %%\n", "{%- comment -%}注{% endcomment %}\n",
     "{{/* 注 */}}", "[//]: # (注)\n", f"{UNSEEN}{BLANK}\n"],
)  # fmt: skip
def test_what_no_reader_sees_is_no_start_of_a_text(before):
    assert may_be_head(f"{before}title: 一\ndate: 2020\n")
    assert not may_be_head(f"{before}正文\ntitle: 一\ndate: 2020\n")
