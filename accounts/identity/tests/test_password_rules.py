"""Passwords: 8–64 characters that are hard to guess."""

import pytest

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User


@pytest.mark.parametrize(
    "password",
    ["山高水长的第三天", "correct horse battery", "tY7#mq2Lp9", "ü" * 3 + "tulpe-42-x"],
)
def test_long_and_rare_ones_are_taken(password):
    validate_password(password, User(username="linwen"))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short7!", "password_length"),
        ("x7#" * 30, "password_length"),
        ("password1", "password_guessable"),
        ("12345678", "password_guessable"),
        ("1qaz2wsx", "password_guessable"),
        ("woaini1314", "password_guessable"),
        ("wodemima", "password_guessable"),
        ("19900101", "password_guessable"),
        ("aaaaaaaa", "password_guessable"),
        ("linwen2026", "password_guessable"),
    ],
)
def test_short_common_and_own_names_are_refused(password, code):
    user = User(username="linwen", email="linwen@example.com")
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)

    # Once: two sentences would say the same.
    assert [error.code for error in refusal.value.error_list] == [code]


def test_ten_megabytes_are_refused_without_work():
    with pytest.raises(ValidationError) as refusal:
        validate_password("x" * 10_000_000)

    assert [error.code for error in refusal.value.error_list] == ["password_length"]
