"""Whatever a provider answers: an identity or a refusal, nothing else."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory, override_settings

from accounts.social.flow import app_arrive
from accounts.social.identity import Identity, clean_email, clean_nickname, is_plain
from accounts.social.tests.gateway.oauth import SETTINGS, OAuthGateway
from core.exceptions import DomainError

PROVIDERS = ["qq", "weibo", "weixin", "github", "google"]
NAMES = [
    "access_token",
    "openid",
    "unionid",
    "uid",
    "id",
    "sub",
    "nickname",
    "name",
    "screen_name",
    "login",
    "email",
    "email_verified",
    "error",
    "errcode",
    "ret",
    "usercancel",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
# Most of what they say is right, else nothing would get past the first answer.
RIGHT = dict.fromkeys(("access_token", "openid", "unionid", "uid", "id"), "plain1")
OBJECTS = st.dictionaries(st.sampled_from(NAMES), VALUES).map(
    lambda found: {**RIGHT, "sub": "plain1", **found}
)
BODIES = (
    st.binary(max_size=60)
    | VALUES.map(lambda value: json.dumps(value).encode())
    | OBJECTS.map(lambda found: json.dumps(found).encode())
    | OBJECTS.map(lambda found: f"callback( {json.dumps(found)} );\n".encode())
    | st.just(b"access_token=plain1&expires_in=1")
)


@pytest.fixture(scope="module")
def running() -> Iterator[OAuthGateway]:
    with OAuthGateway() as gateway:
        yield gateway


@pytest.mark.parametrize("provider", PROVIDERS)
@settings(max_examples=200, deadline=None)
@given(replies=st.lists(BODIES, min_size=3, max_size=3))
def test_any_answer_ends_in_an_identity_or_a_refusal(running, provider, replies):
    running.replies = list(replies)
    request = RequestFactory().get("/")
    request.session = SessionBase()

    with override_settings(**SETTINGS, SOCIAL_AUTH_GATEWAY=running.url):
        outcome = outcome_of(request, provider)

    event(type(outcome).__name__)
    if isinstance(outcome, Identity):
        assert is_plain(outcome.uid, 128)
    else:
        assert outcome.status in (400, 403, 502)


def outcome_of(request, provider: str) -> Identity | DomainError:
    back = "https://app.example/"
    try:
        return app_arrive(request, provider, state="s", code="c", redirect_uri=back)
    except DomainError as refusal:
        return refusal


@given(st.text() | VALUES)
def test_a_nickname_is_short_and_on_one_line(value):
    nickname = clean_nickname(value)

    assert len(nickname) <= 30
    assert nickname.isprintable() or "\u200d" in nickname
    assert nickname == nickname.strip()
    assert clean_nickname(nickname) == nickname
    nickname.encode()


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("  小\t企\n鹅 ", "小 企 鹅"),
        ("a\u202eb\x00c\ud800", "abc"),
        ("👩‍💻", "👩‍💻"),
        ("长" * 40, "长" * 30),
        (None, ""),
        (17, ""),
        ("\u200b", ""),
    ],
)
def test_nicknames(value, clean):
    assert clean_nickname(value) == clean


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("lin@example.com", "lin@example.com"),
        ("lin@", ""),
        ("", ""),
        (None, ""),
        (["lin@example.com"], ""),
        ("l" * 300 + "@example.com", ""),
        ("lin\n@example.com", ""),
    ],
)
def test_addresses(value, clean):
    assert clean_email(value) == clean
