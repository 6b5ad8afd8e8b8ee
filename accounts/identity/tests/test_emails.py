"""Mail addresses: one spelling is kept, one key says whose they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core.exceptions import ValidationError

from accounts.identity.emails import email_key, find_email_key, parse_email
from accounts.identity.identifiers import Identifier, Kind, identify
from core.lines import is_unseen

VICTIM = "victim@github.example"


def ascii_of(letter: str) -> set[str]:
    """The ASCII letters some way of folding makes of it."""
    folded = {letter.lower(), letter.upper(), letter.casefold(), letter.title()}
    folded |= {unicodedata.normalize(form, letter) for form in ("NFKC", "NFKD")}
    return {
        each.lower()
        for word in folded
        for each in word + unicodedata.normalize("NFKC", word.casefold())
        if each.isascii()
    }


LOOK_ALIKES = [
    chr(code)
    for code in range(128, 0x20000)  # beyond are Han letters and nothing
    if not 0x3400 <= code <= 0x9FFF
    and not 0xAC00 <= code <= 0xF8FF
    and unicodedata.category(chr(code)) != "Cn"
    and ascii_of(chr(code))
]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("lin@example.com", "lin@example.com"),
        (" Lin.Wen+a@Example.COM ", "Lin.Wen+a@example.com"),
        ("lin＠example。com", "lin@example.com"),
        ("ｌｉｎ@ｅｘａｍｐｌｅ．ｃｏｍ", "lin@example.com"),
        ("\u200blin@example.com\ufeff", "lin@example.com"),
        ("\u202alin@example.com\u202c", "lin@example.com"),
        ("lin@例子.中国", "lin@xn--fsqu00a.xn--fiqs8s"),
        ("lin@bücher.example", "lin@xn--bcher-kva.example"),
        ("victim@gıthub.example", "victim@xn--gthub-n4a.example"),
    ],
)
def test_an_address_is_kept_in_one_spelling(text, kept):
    assert parse_email(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "lin",
        "lin@",
        "@example.com",
        "lin@example",
        "lin@localhost",
        "lin@1.2.3.4",
        "lin@[1.2.3.4]",
        "lin@@example.com",
        "lin..wen@example.com",
        ".lin@example.com",
        "lin wen@example.com",
        "li\u200bn@example.com",
        "lin@exa mple.com",
        "lin@-example.com",
        "lin@example..com",
        "vıctim@github.example",
        "林@example.com",
        "lin\x00@example.com",
        "lin\n@example.com",
        "lin@example.com\nBcc: other@example.com",
        '"lin wen"@example.com',
        "l" * 65 + "@example.com",
        "lin@" + "a." * 130 + "com",
        pytest.param("l" * 10_000_000, id="10-MB"),
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        parse_email(text)

    assert refusal.value.code == "invalid_email"


def test_a_letter_that_is_not_ascii_is_named():
    with pytest.raises(ValidationError) as refusal:
        parse_email("vıctim@github.example")

    assert "看上去一样" in refusal.value.message


def test_case_makes_no_difference():
    assert email_key("LIN@Example.com") == email_key("lin@EXAMPLE.com")


@pytest.mark.sqlite
def test_no_letter_before_the_at_turns_into_another():
    assert len(LOOK_ALIKES) > 2000
    for letter in LOOK_ALIKES:
        if 0xFF01 <= ord(letter) <= 0xFF5E:
            continue  # full-width signs stand for the narrow ones
        assert find_email_key(f"v{letter}ctim@github.example") is None, ascii(letter)
        assert find_email_key(f"{letter}{VICTIM}") in (
            (VICTIM,) if is_unseen(letter) else (None,)
        )


@pytest.mark.sqlite
def test_a_domain_is_the_one_mail_would_go_to():
    for letter in LOOK_ALIKES:
        try:
            kept = parse_email(f"victim@g{letter}thub.example")
        except ValidationError:
            continue
        # What is written to is what is looked up: ASCII, and itself when read again.
        assert kept.isascii()
        assert parse_email(kept) == kept
        assert email_key(kept) == kept


@given(st.text(max_size=80) | st.emails() | st.from_regex(r"\w+@\w+\.\w+"))
def test_any_text_is_an_address_or_none(text):
    try:
        kept = parse_email(text)
    except ValidationError:
        return
    assert parse_email(kept) == kept
    assert kept.isascii()
    assert email_key(text) == email_key(kept) == email_key(kept.upper())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lin13811112222", Identifier(Kind.USERNAME, "llnl38llll2222")),
        ("13811112222", Identifier(Kind.MOBILE, "+8613811112222")),
        ("+86 138-1111-2222", Identifier(Kind.MOBILE, "+8613811112222")),
        ("\u202d13811112222\u202c", Identifier(Kind.MOBILE, "+8613811112222")),
        ("１３８１１１１２２２２", Identifier(Kind.MOBILE, "+8613811112222")),
        ("13811112222_lin", Identifier(Kind.USERNAME, "l38llll2222_lln")),
        ("电话13811112222", Identifier(Kind.USERNAME, "电话l38llll2222")),
        ("Lin@Example.com", Identifier(Kind.EMAIL, "lin@example.com")),
        ("lin＠example.com", Identifier(Kind.EMAIL, "lin@example.com")),
        ("lin@nowhere", Identifier(Kind.EMAIL, " lin@nowhere")),
    ],
)
def test_the_kind_of_what_was_typed_is_decided_by_its_shape(typed, found):
    assert identify(typed) == found
