"""Caching headers, and the language of the address."""

import pytest

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from core.web.middleware import PublicCacheMiddleware, is_public_address

PUBLIC = "public, max-age=0, s-maxage=60"


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("/", True),
        ("/en/", True),
        ("/authors/a/", True),
        ("/administer/", True),
        ("/english/", True),
        ("/admin/", False),
        ("/api/v2/pages/", False),
        ("/accounts/login/", False),
        ("/en/accounts/login/", False),
        ("/me/settings/", False),
        ("/write/", False),
        ("/en/notifications/", False),
    ],
)
def test_which_addresses_are_the_same_for_everyone(path, public):
    assert is_public_address(path) is public


def passed(path: str, response: HttpResponse, method: str = "get") -> HttpResponse:
    request = getattr(RequestFactory(), method)(path)
    return PublicCacheMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize("status", [200, 301, 302, 404])
def test_public_answers_may_be_shared_for_a_minute(status):
    answer = passed("/", HttpResponse(status=status))

    assert answer["Cache-Control"] == PUBLIC


def test_what_failed_is_not_kept():
    assert not passed("/", HttpResponse(status=500)).has_header("Cache-Control")


def test_personal_addresses_are_never_shared():
    answer = passed("/admin/", HttpResponse())

    assert answer["Cache-Control"] == "private, no-cache"


def test_an_answer_that_touched_the_session_is_private():
    with_cookie, varies = HttpResponse(), HttpResponse(headers={"Vary": "Cookie"})
    with_cookie.set_cookie("a", "b")

    for answer in (with_cookie, varies):
        assert passed("/", answer)["Cache-Control"] == "private, no-store"


def test_a_view_that_decided_is_obeyed():
    own = HttpResponse(headers={"Cache-Control": "max-age=9"})

    assert passed("/", own)["Cache-Control"] == "max-age=9"


def test_writes_get_no_cache_header():
    assert not passed("/", HttpResponse(), "post").has_header("Cache-Control")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "zh-hans"), ("/en/", "en"), ("/accounts/login/", "zh-hans")],
)
def test_the_address_alone_decides_the_language(path, language):
    answer = Client().get(path, headers={"accept-language": "en, fr;q=0.5"})

    assert answer["Content-Language"] == language
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "language"), [("en", "en"), ("zh-CN", "zh-hans"), ("fr", "zh-hans")]
)
def test_the_api_asks_the_browser(asked, language):
    address = "/api/v1/articles/0/paid/"

    answer = Client().get(address, headers={"accept-language": asked})

    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.django_db
def test_one_request_leaves_no_language_to_the_next():
    Client().get("/en/")

    assert Client().get("/")["Content-Language"] == "zh-hans"
    assert translation.get_language() in ("zh-hans", "zh-Hans")
