"""What is written as JSON can be sent."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.utils.translation import gettext_lazy as _

from core.api.renderers import WholeCharactersRenderer

anything = st.recursive(
    st.text(st.characters(), max_size=5) | st.integers() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def rendered(data) -> object:
    return json.loads(WholeCharactersRenderer().render({"data": data}))["data"]


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ("\ud83c", "?"),
        ("半\ud83c个", "半?个"),
        ({"\udfff": [_("文章"), "🌸"]}, {"?": ["文章", "🌸"]}),
        ("🌸\u2028", "🌸\u2028"),
    ],
)
def test_half_a_character_becomes_a_question_mark(data, written):
    assert rendered(data) == written


@given(anything)
def test_whole_characters_stay(data):
    assert rendered(data) == data


@given(st.text(st.characters(categories=["Cs", "L"])))
def test_any_text_can_be_sent(text):
    assert len(rendered(text)) == len(text)
