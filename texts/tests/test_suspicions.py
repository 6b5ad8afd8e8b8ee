import pytest

from texts import render


@pytest.mark.parametrize(
    "source", ["##标题", "甲\n###标题\n乙", "> ##a", "- ##标题", "#标题", "######标题"]
)
def test_a_heading_without_its_blank_is_told(source):
    assert render(source).warnings == {"glued_heading"}


@pytest.mark.parametrize(
    "source",
    ["## 标题", "#话题# 甲", "#include <a>", "#1", "`##标题`", "```\n##标题\n```", "a ##标题", "##", "\\##标题"],
)  # fmt: skip
def test_what_begins_with_a_number_sign_and_is_meant_so(source):
    assert render(source).warnings == frozenset()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("![甲](data:image/png;base64,AAAA)", "甲"),
        ("![](data:image/png;base64,AAAA)", "data:image/png"),
        ("![甲][a]\n\n[a]: data:image/gif;base64,AAAA", "甲"),
    ],
)
def test_a_picture_in_an_address_is_told_and_its_words_are_shown(source, shown):
    rendered = render(source)

    assert rendered.html == f'<p><span class="broken-reference">{shown}</span></p>\n'
    assert rendered.warnings == {"data_picture"}


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            '甲 <img alt="乙 &lt;" src="data:image/png;base64,AA">',
            "<p>甲 乙 &lt;</p>\n",
        ),
        ("<img src=data:image/png;base64,AA>", "data:image/png"),
        ("<p><img src='data:image/gif;base64,AA' alt='乙'></p>", "<p>乙</p>"),
    ],
)
def test_a_picture_in_an_address_in_html_too(source, html):
    rendered = render(source)

    assert (rendered.html, rendered.warnings) == (html, {"data_picture"})
    assert rendered.text
