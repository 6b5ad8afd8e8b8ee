"""Mobile numbers: written in many ways, kept in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core.exceptions import ValidationError

from accounts.identity.mobiles import find_mobile, parse_mobile
from core.masking import mask_email, mask_mobile, mask_text


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        " +86 13812345678 ",
        "008613812345678",
        "１３８１２３４５６７８",
        "(+86)138 1234 5678",
    ],
)
def test_one_number_has_one_spelling(text):
    assert parse_mobile(text) == "+8613812345678"


def test_numbers_of_other_countries_keep_theirs():
    assert parse_mobile("+852 5123 4567") == "+85251234567"
    assert parse_mobile("+1 (415) 555-2671") == "+14155552671"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "1381234567",
        "138123456789",
        "010-62345678",
        "hello",
        "😀",
        "13812345678 转 12",
        pytest.param("1" * 10_000_000, id="10-MB"),
        "+99913812345678",
        "110",
    ],
)
def test_what_is_no_mobile_number_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        parse_mobile(text)

    assert refusal.value.code == "invalid_mobile"


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text):
    number = find_mobile(text)

    assert number is None or parse_mobile(number) == number


def test_numbers_and_addresses_are_masked():
    assert mask_mobile("+8613812345678") == "138****5678"
    assert mask_mobile("+85251234567") == "+85****4567"
    assert mask_mobile("110") == "****"
    assert mask_email("linwen@example.com") == "l****@example.com"


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        (
            "GET /api/v1/mobiles/13812345678/count/",
            "GET /api/v1/mobiles/138****5678/count/",
        ),
        ("GET /x/?m=%2B8613812345678", "GET /x/?m=138****5678"),
        ("to a.b+c@mail.example.cn now", "to a****@mail.example.cn now"),
        ("order 20261121138123456789", "order 20261121138123456789"),
        ("nothing here", "nothing here"),
    ],
)
def test_lines_of_a_log_are_masked(line, masked):
    assert mask_text(line) == masked
