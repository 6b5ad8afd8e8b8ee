"""What the door says when it stays shut, in both languages."""

import pytest

from django.utils import translation

from accounts.door.exceptions import SignInPausedError, WrongCredentialsError


@pytest.mark.parametrize(
    ("language", "minutes", "words"),
    [
        ("zh-hans", 1, "试的次数太多了，请 1 分钟后再来，或用验证码登录。"),
        ("zh-hans", 15, "试的次数太多了，请 15 分钟后再来，或用验证码登录。"),
        ("en", 1, "Too many tries. Come back in 1 minute, or sign in with a code."),
        ("en", 15, "Too many tries. Come back in 15 minutes, or sign in with a code."),
    ],
)
def test_a_pause_is_counted_in_minutes_and_names_the_other_door(
    language, minutes, words
):
    with translation.override(language):
        refusal = SignInPausedError(minutes)

    assert str(refusal) == words
    assert (refusal.code, refusal.status) == ("sign_in_paused", 429)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "账号或密码不对。"), ("en", "Wrong account or password.")],
)
def test_a_wrong_password_is_told_in_the_readers_language(language, words):
    refusal = WrongCredentialsError()

    with translation.override(language):
        assert str(refusal) == words
