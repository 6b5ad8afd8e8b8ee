"""Every mail: in both languages, as text and as HTML, and nothing from elsewhere."""

import re
from datetime import date

import pytest

from django.utils import translation

from accounts.codes.letters import code_letter
from accounts.leaving.letters import leaving_begun_letter
from core.letters import SAMPLES, render_letter

# They carry the name of the site, which is asked for.
pytestmark = pytest.mark.django_db

HAN = re.compile(r"[\u4e00-\u9fff]")
# What people wrote stays as they wrote it.
PEOPLE = re.compile(
    r"林闻|沈砚秋|荏苒|修书|手艺|第二段请再写细一点。|题材不太合适。|写得好。|这个网址已经被另一篇文章用了。"
)


@pytest.mark.parametrize("name", dict(SAMPLES.items()))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_text_and_html_say_the_same(name, language):
    with translation.override(language):
        letter = SAMPLES[name]()
        message = render_letter(letter, to="linwen@example.com")

    html = message.alternatives[0].content
    wanted = [*letter.sentences, letter.note, letter.digits]
    for part in [words for words in wanted if words]:
        assert part in message.body
        assert part in html
    if letter.button:
        label, address = letter.button
        assert address in message.body
        assert f'href="{address}"' in html
        assert label in html
    is_chinese = bool(HAN.search(PEOPLE.sub("", message.subject + message.body)))
    assert is_chinese is (language == "zh-hans")


@pytest.mark.parametrize("name", dict(SAMPLES.items()))
def test_a_mail_loads_nothing(name):
    html = render_letter(SAMPLES[name](), to="a@b.cn").alternatives[0].content

    assert not re.search(r"<(?:img|script|link|iframe)|url\(|@import", html)
    assert set(re.findall(r"https?://([^/\"<]+)", html)) <= {
        "127.0.0.1:8000",
        "example.com",
    }


def test_a_name_cannot_write_into_the_mail():
    letter = leaving_begun_letter(
        '<a href="https://evil.example">x</a>', date(2026, 12, 1), "https://a.cn/"
    )
    message = render_letter(letter, to="a@b.cn")

    assert '<a href="https://evil.example"' not in message.alternatives[0].content


def test_a_subject_is_one_line():
    letter = code_letter("123456\r\nBcc: evil@example.com", 5)

    assert "\n" not in render_letter(letter, to="a@b.cn").subject
