from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import ReadError
from transfer.reading.heads.frontmatter import split_front_matter


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("---\ntitle: 一\n---\n正文\n", {"title": "一"}, "正文\n"),
        ("---\ntitle: 一\n...\n正文\n", {"title": "一"}, "正文\n"),
        ("--- \ntitle: 一\n---  \n\n正文", {"title": "一"}, "\n正文"),
        ("\n\n---\ntitle: 一\n---\n正文", {"title": "一"}, "正文"),
        ("---\ntags:\n\t- a\n---\n", {"tags": ["a"]}, ""),
        ("---\n---\n正文", {}, "正文"),
        ('+++\ntitle = "一"\ndate = 2020-01-02T03:04:05+08:00\ndraft = true\n+++\n正文',
         {"title": "一", "date": "2020-01-02T03:04:05+08:00", "draft": "true"}, "正文"),
        ('{\n"title": "一",\n"tags": ["a", 2]\n}\n正文', {"title": "一", "tags": ["a", "2"]}, "正文"),
        (';;;\n"title": "一"\n;;;\n正文', {"title": "一"}, "正文"),
        ('"title": "一",\n"draft": false\n;;;\n正文', {"title": "一", "draft": "false"}, "正文"),
        ("title: 一\ntags:\n- a\n---\n正文\n", {"title": "一", "tags": ["a"]}, "正文\n"),
    ],
)  # fmt: skip
def test_heads_of_every_generator(text, values, body):
    matter = split_front_matter(text)

    assert (matter.values, matter.body) == (values, body)
    assert matter.head + matter.body == text


@pytest.mark.parametrize(
    "text",
    [
        "正文\n\n---\n\n后文\n",
        "首发于：https://example.com/1\n\n# 题\n\n---\n\nvia: https://example.com\n",
        "---\n\n一条线之间的话\n\n---\n",
        "{% note %}\n好\n{% endnote %}\n",
        "{ 花括号 }\n",
        "Note: not a head\n---\n",
        "",
    ],
)
def test_texts_without_a_head(text):
    matter = split_front_matter(text)

    assert (matter.head, matter.body, matter.values) == ("", text, {})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: [a\n---\n正文", "front_matter_yaml"),
        ("---\ntitle：一\npassword：x\n---\n正文", "front_matter_yaml"),
        ("---\ntitle: a\n正文没有结束\n", "front_matter_unclosed"),
        ("+++\ntitle = \n+++\n", "front_matter_toml"),
        ("+++\na = " + "[" * 9000 + "\n+++\n", "front_matter_toml"),
        ('{"title": "a",}\n正文', "front_matter_json"),
        (";;;\n'a'\n;;;\n", "front_matter_json"),
        ("title: [a\ndate: b\n---\n正文", "front_matter_yaml"),
        ("---\ntitle: a\nx: " + "a" * 200_000 + "\n---\n", "front_matter_bomb"),
    ],
)
def test_broken_heads_are_refused_not_shown(text, code):
    with pytest.raises(ReadError) as refusal:
        split_front_matter(text)

    assert refusal.value.code == code


@given(
    st.text(max_size=300),
    st.sampled_from(["", "---\n", "+++\n", "{", "title: a\n---\n"]),
)
def test_nothing_of_a_text_is_lost(text, start):
    text = start + text.replace("\r", "")
    with suppress(ReadError):
        matter = split_front_matter(text)
        assert matter.head + matter.body == text
