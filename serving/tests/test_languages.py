"""Chinese words on an English page say that they are Chinese."""

import pytest

from django.template import Context, Template
from django.utils import translation

SOURCE = "{% load languages %}<p{% lang_of text %}>{{ text }}</p>"


@pytest.mark.parametrize(
    ("language", "text", "attribute"),
    [
        ("en", "慢慢写，慢慢读", ' lang="zh-Hans"'),
        ("en", "RSS 订阅", ' lang="zh-Hans"'),
        ("en", "𠮷野家", ' lang="zh-Hans"'),
        ("en", "Slowly", ""),
        ("en", "", ""),
        ("zh-hans", "慢慢写，慢慢读", ""),
        ("zh-hans", "Slowly", ""),
    ],
)
def test_other_words_say_their_language(language, text, attribute):
    with translation.override(language):
        shown = Template(SOURCE).render(Context({"text": text}))

    assert shown == f"<p{attribute}>{text}</p>"
