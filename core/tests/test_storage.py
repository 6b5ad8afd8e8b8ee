"""A bucket of our own: addresses lead to the view that asks, failures to a refusal."""

from collections.abc import Callable
from math import inf
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from hypothesis import given
from hypothesis import strategies as st

from core.breaker import Breaker
from core.files import FilesAwayError
from core.storage import AskingStorage, _careful, _is_away
from core.tests.broker import closed_port


def bucket(port: int, **more: object) -> AskingStorage:
    return AskingStorage(
        endpoint_url=f"http://127.0.0.1:{port}",
        bucket_name="renran",
        access_key="test",
        secret_key="test",
        region_name="us-east-1",
        **more,
    )


@pytest.fixture
def nowhere() -> AskingStorage:
    """Its store is away."""
    return bucket(closed_port())


def answer(status: int, code: str = "") -> ClientError:
    told = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(told, "GetObject")


# --- Addresses -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("images/a.png", "/media/images/a.png"),
        ("images/山 水.png", "/media/images/%E5%B1%B1%20%E6%B0%B4.png"),
        ("a?b#c.png", "/media/a%3Fb%23c.png"),
        ("./a/../b.png", "/media/b.png"),
        ("a//b.png", "/media/a/b.png"),
        ("100%.png", "/media/100%25.png"),
    ],
)
def test_an_address_is_the_sites_own_and_asks_nobody(nowhere, name, address):
    assert nowhere.url(name) == address


@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_name_of_a_file_leads_to_another_host(name):
    url = bucket(9).url(f"images/{name}/a.png")

    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.query) == ("", "", "")
    assert unquote(parts.path).startswith("/media/")


# --- What is a store that is away ------------------------------------------------


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (answer(500, "InternalError"), True),
        (answer(503, "SlowDown"), True),
        (answer(429), True),
        (answer(499), False),
        (answer(404, "NoSuchKey"), False),
        (answer(404, "NoSuchBucket"), True),
        (answer(403, "AccessDenied"), False),
        (answer(403, "InvalidAccessKeyId"), True),
        (answer(403, "SignatureDoesNotMatch"), True),
        (answer(416, "InvalidRange"), False),
        (ClientError({}, "GetObject"), False),
    ],
)
def test_a_store_is_away_when_it_is_its_own_fault(error, is_away):
    assert _is_away(error) is is_away


def breaker() -> Breaker:
    return Breaker("files of this test", slow=inf, pause=60)


def raising(error: Exception) -> Callable[..., None]:
    def call(*args: object) -> None:
        raise error

    return call


AWAY = [
    answer(503),
    EndpointConnectionError(endpoint_url="http://s3"),
    ConnectTimeoutError(endpoint_url="http://s3"),
    ReadTimeoutError(endpoint_url="http://s3"),
]


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_after_one_failure_nobody_is_asked_for_a_while(error):
    own, asked = breaker(), []

    with pytest.raises(FilesAwayError) as refused:
        _careful(raising(error), own)("GetObject")
    with pytest.raises(FilesAwayError):
        _careful(asked.append, own)("GetObject")

    assert (refused.value.__cause__ is error, asked) == (True, [])
    assert (refused.value.status, refused.value.code) == (503, "files_unavailable")


def test_a_file_that_is_not_there_is_no_failure_of_the_store():
    own, asked = breaker(), []

    for _time in range(3):
        with pytest.raises(ClientError):
            _careful(raising(answer(404, "NoSuchKey")), own)("GetObject")
    _careful(asked.append, own)("GetObject")

    assert asked == ["GetObject"]


def test_what_the_store_says_is_handed_on():
    call = _careful(lambda name, *, key: (name, key), breaker())

    assert call("GetObject", key="山") == ("GetObject", "山")


# --- A store nobody answers at ---------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.exists("a.png"),
        lambda store: store.delete("a.png"),
        lambda store: store.size("a.png"),
        lambda store: store.ask(),
        lambda store: store.signed_url("a.png", 60),
    ],
    ids=["exists", "delete", "size", "ask", "sign"],
)
def test_whatever_is_asked_of_a_store_that_is_away_is_refused(nowhere, act):
    with pytest.raises(FilesAwayError):
        act(nowhere)


@pytest.mark.parametrize(
    ("domain", "host"), [("", "127.0.0.1"), ("files.renran.example", None)]
)
def test_readers_are_led_to_the_public_name_of_the_bucket(settings, domain, host):
    settings.S3_PUBLIC_DOMAIN = domain
    store = bucket(9)

    link = store._signer.generate_presigned_url(
        "get_object", Params={"Bucket": "renran", "Key": "山.png"}, ExpiresIn=60
    )

    parts = urlsplit(link)
    assert parts.hostname.endswith(host or domain)
    assert parts.scheme == ("https" if domain else "http")
    assert unquote(parts.path).endswith("山.png")
    asked = {name.lower() for name in parse_qs(parts.query)}
    assert any("signature" in name for name in asked)
