"""Words in angle brackets are words; of HTML only what the allow-list names is."""

import pytest
from bs4 import BeautifulSoup

from texts import render

WORDS = [
    *("<int>", "<T>", "<text>", "<path>", "<filter>", "<template>", "<svg>", "<math>"),
    *("<title>", "<style>", "<script>", "<textarea>", "<xmp>", "<plaintext>", "<option>"),
    *("<select>", "<iframe>", "<object>", "<noscript>", "<frameset>", "<head>", "<body>"),
    *("<pre>", "<s>", "<b>", "<code>", "<table>", "<td>", "<tr>", "<details>", "<rp>"),
    *("<font>", "<video>", "<audio>", "<source>", "</b>", "</td>"),
    *("<!--", "<!DOCTYPE html>", "<?xml", "<![CDATA[", "<a", "<名字>", "<vector<int>>"),
    *("<filter id=\"a\">", "<template #item>", "<T, U>", "<section/>", "<b/>"),
]  # fmt: skip


# Alone on a line these begin HTML that needs no end.
IN_A_SENTENCE = ["<p>", "<div>", "<li>", "</p>", "</div>", "<ul>", "<section>"]


def seen(source: str) -> str:
    return BeautifulSoup(render(source).html, "html.parser").get_text()


@pytest.mark.parametrize(
    "text",
    ["甲{}乙 *丙*\n\n丁", "a {}\n*丙*", "{}\n\n甲 *丙*", "- {}\n- *丙*", "# {}\n\n*丙*", "> {}\n\n*丙*"],
)  # fmt: skip
def test_a_word_in_angle_brackets_takes_nothing_along(text):
    for word in WORDS + IN_A_SENTENCE * text.startswith("甲"):
        rendered = render(text.format(word))
        soup = BeautifulSoup(rendered.html, "html.parser")
        words = text.format("\0").translate(MARKS).replace("\0", word).split()

        assert soup.get_text().split() == words, word
        assert [element.get_text() for element in soup.find_all("em")] == ["丙"], word
        assert word in rendered.text


MARKS = str.maketrans("", "", "*#->")


@pytest.mark.parametrize("word", ["<int>", "<text>", "<template>", "<svg>", "<T>"])
@pytest.mark.parametrize(
    "text",
    ["<div>\n甲{}乙\n</div>", "<b>甲{}乙</b>", "<table><tr><td>甲{}乙</td></tr></table>",
     "<details><summary>甲</summary>\n\n{}乙\n\n</details>", "|甲|\n|-|\n|{}乙|", "[甲{}乙](/a)"],
)  # fmt: skip
def test_it_is_a_word_inside_of_html_too(word, text):
    rendered = render(text.format(word))

    assert f"{word}乙" in seen(text.format(word))
    assert f"{word}乙" in rendered.text


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<b>甲</b>", "<p><b>甲</b></p>\n"),
        ("<b>甲\n\n乙</b>", "<p><b>甲</b></p><b>\n</b><p><b>乙</b></p>\n"),
        ('<font color="red">甲</font>', "<p><span>甲</span></p>\n"),
        ("<center>甲</center>", "<div>甲</div>"),
        ('<a name="top"/>甲', "<p><a></a>甲</p>\n"),
        ("甲<br>乙<BR/>丙", "<p>甲<br>乙<br>丙</p>\n"),
        ("<!-- 藏 -->甲", "甲"),
        ("甲<!-- 藏 -->乙", "<p>甲乙</p>\n"),
        ("<!-- 藏\n\n起 -->\n\n甲", "\n<p>甲</p>\n"),
        ("<picture><source srcset=/a.webp><img src=/a.png></picture>", '<p><span><img src="/a.png" alt=""></span></p>\n'),
        ("![甲<b>乙](/a)", '<figure><img src="/a" alt="甲&lt;b&gt;乙" loading="lazy" decoding="async"></figure>\n'),
    ],
)  # fmt: skip
def test_html_that_is_allowed_is_html(source, html):
    assert render(source).html == html


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("<video src='/a/%E7%89%87.mp4?b=1' controls></video>", ("/a/%E7%89%87.mp4?b=1", "片.mp4")),
        ("<audio controls><source src=https://a.b/c.mp3></audio>", ("https://a.b/c.mp3", "c.mp3")),
        ("甲 <audio src=/c.mp3> 乙", ("/c.mp3", "c.mp3")),
        ('<video title="一 &amp; 二" src="/a.mp4"/>', ("/a.mp4", "一 & 二")),
        ("<div>\n<video src=//a.b/?c></video>\n</div>", ("//a.b/?c", "a.b")),
    ],
)  # fmt: skip
def test_audio_and_video_become_links(source, link):
    rendered = render(source)
    anchor = BeautifulSoup(rendered.html, "html.parser").a

    assert (anchor["href"], anchor.get_text()) == link
    assert link[1] in rendered.text
