"""Lines people type: whatever door they come by, one rule holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core.exceptions import ValidationError

from core.fields import LineField, validate_visible, validate_web_address
from core.lines import is_unseen, plain_line, strip_unseen, without_unseen

FIELD = LineField(max_length=6, blank=True)
FIELD.set_attributes_from_name("name")
BIDI = "\u202e"


class Row:
    """What the field looks at when it is saved."""

    def __init__(self, name: str | None) -> None:
        self.name = name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("林文", "林文"),
        ("  林 \t 文\r\n", "林 文"),
        (f"{BIDI}文林", "文林"),
        ("a\x00b", "ab"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("林\u3000文", "林 文"),
        ("é", "é"),
        ("", ""),
    ],
)
def test_a_line_is_kept_without_what_nobody_sees(typed, kept):
    row = Row(typed)

    assert FIELD.pre_save(row, add=True) == row.name == kept


@pytest.mark.parametrize("typed", [None, "\u200b", "\u3164 \u2800", "\n\t"])
def test_what_nobody_sees_is_saved_as_empty(typed):
    row = Row(typed)

    assert FIELD.pre_save(row, add=False) == row.name == ""


@pytest.mark.parametrize("typed", ["\u200b", "\u3164", BIDI * 3, "\x00"])
def test_a_line_nobody_sees_is_refused_where_it_is_checked(typed):
    with pytest.raises(ValidationError) as caught:
        FIELD.clean(typed, None)

    assert [error.code for error in caught.value.error_list][:1] == ["invisible"]


@pytest.mark.parametrize(("typed", "is_long"), [("荏" * 6, False), ("荏" * 7, True)])
def test_a_line_is_as_long_as_its_column(typed, is_long):
    if is_long:
        with pytest.raises(ValidationError) as caught:
            FIELD.clean(typed, None)
        assert [error.code for error in caught.value.error_list] == ["max_length"]
    else:
        assert FIELD.clean(typed, None) == typed


def test_an_empty_text_says_nothing_and_is_no_mistake():
    validate_visible("")


@pytest.mark.parametrize(
    "url", ["http://a.example", "https://例子.中国/", "HTTPS://A.EXAMPLE", "http://"]
)
def test_an_address_of_the_web_passes(url):
    validate_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)//https://",
        "ftp://a.example/",
        "//a.example/",
        " https://a.example/",
        "https:a.example",
        "https:/a.example",
        "a.example",
        "",
    ],
)
def test_an_address_of_any_other_kind_is_refused(url):
    with pytest.raises(ValidationError) as caught:
        validate_web_address(url)

    assert caught.value.code == "invalid_web_address"


# Signs that go wrong more often than others.
lines = st.text(
    st.characters() | st.sampled_from("\u200b\u200d\u202e\u3164\u3000\n\t\u2028é林")
)


@given(text=lines)
def test_a_line_that_was_kept_is_kept_as_it_is(text):
    line = plain_line(text)

    assert plain_line(line) == line
    assert line == line.strip()
    assert not re.search(r"[\r\n\t\u2028\u2029]|  ", line)
    assert line == "" or not all(map(is_unseen, line))


@given(text=lines)
def test_stripping_takes_from_the_ends_and_nothing_from_within(text):
    inside = strip_unseen(text)

    assert inside in text
    assert without_unseen(inside) == without_unseen(text)
    assert inside == "" or not (is_unseen(inside[0]) or is_unseen(inside[-1]))
