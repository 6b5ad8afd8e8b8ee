"""Usernames: what they may be, and which look the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core.exceptions import ValidationError

from accounts.identity.guarded_names import validate_username_for_people
from accounts.identity.usernames import (
    name_key,
    normalise_username,
    username_key,
    validate_username,
)

# Letters (category Lo) that are drawn as nothing.
FILLERS = ["\u3164", "\u115f", "\u1160", "\uffa0"]


@pytest.mark.parametrize(
    "name", ["linwen", "林闻先生家", "lin_wen_2026", "ひらがなで", "a2345", "x" * 20]
)
def test_words_of_any_script_are_names(name):
    validate_username(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("abcd", "invalid_username"),
        ("x" * 21, "invalid_username"),
        ("lin wen", "invalid_username"),
        ("lin-wen", "invalid_username"),
        ("林闻😀先生", "invalid_username"),
        ("lin\x00wen", "invalid_username"),
        ("lin\u200bwen", "invalid_username"),
        *[(filler * 6, "invalid_username") for filler in FILLERS],
        *[(f"lin{filler}wen", "invalid_username") for filler in FILLERS],
        ("", "invalid_username"),
        pytest.param("x" * 10_000_000, "invalid_username", id="10-MB"),
        ("13812345678", "username_only_digits"),
    ],
)
def test_everything_else_is_refused_with_a_code(name, code):
    with pytest.raises(ValidationError) as refusal:
        validate_username(name)

    assert refusal.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["admin", "Admin", "аdmin", "ADMIN", "荏苒官方"])
def test_names_of_the_site_are_kept(name):
    with pytest.raises(ValidationError) as refusal:
        validate_username_for_people(name)

    assert refusal.value.code in {"username_reserved", "invalid_username"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("linwen", "LinWen"),
        ("linwen", "ｌｉｎｗｅｎ"),
        ("paypal", "pаypаl"),
        ("scope", "ѕсоре"),
        ("hello1", "hellol"),
        ("zero0", "zeroO"),
        ("modern", "rnodern"),
        ("Iris_2026", "lris_2026"),
        ("iris_2026", "LRIS_2026"),
        ("Борис", "борис"),
        ("\u041dello", "hello"),
        ("Νancy", "nancy"),
        *[(f"lin{filler}wen", "linwen") for filler in FILLERS],
        ("lin\U000e0100wen", "linwen"),
    ],
)
def test_names_that_look_alike_have_one_key(one, other):
    assert username_key(one) == username_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("linwen", "linwan"), ("林闻先生家", "林闻先生们"), ("abcde", "abcdef")],
)
def test_names_that_do_not_look_alike_have_two(one, other):
    assert username_key(one) != username_key(other)


@pytest.mark.parametrize("filler", [*FILLERS, "\u180b", "·", " "])
def test_what_stands_between_letters_makes_no_other_name(filler):
    assert name_key(f"沈砚{filler}秋") == name_key("沈砚秋")


@given(st.text(max_size=20))
def test_the_case_of_ascii_letters_never_counts(name):
    other = "".join(each.swapcase() if each.isascii() else each for each in name)

    assert username_key(other) == username_key(name)


@given(st.text(st.characters(categories=["L", "N"]), max_size=20))
def test_a_name_spelled_in_another_unicode_form_keeps_its_key(name):
    spelled = unicodedata.normalize("NFKD", name)

    assert username_key(normalise_username(spelled)) == username_key(name)


@given(st.text(max_size=40))
def test_any_text_is_a_name_or_a_refusal(name):
    try:
        validate_username(normalise_username(name))
    except ValidationError:
        return

    spelled = normalise_username(name)
    assert 5 <= len(spelled) <= 20
    assert all(letter == "_" or letter.isalnum() for letter in spelled)
