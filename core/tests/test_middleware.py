"""Caching headers, and the language of the address."""

import pytest

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from core.caching.making import public
from core.web.middleware import PublicCacheMiddleware

PUBLIC = "public, max-age=0, s-maxage=2"


def passed(
    response: HttpResponse, method: str = "get", *, is_public: bool = True
) -> HttpResponse:
    request = getattr(RequestFactory(), method)("/")
    if is_public:
        public(request)
    return PublicCacheMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize("status", [200, 301, 302, 404])
def test_public_answers_may_be_shared_for_a_moment(status):
    answer = passed(HttpResponse(status=status))

    assert answer["Cache-Control"] == PUBLIC


def test_what_failed_is_not_kept():
    assert not passed(HttpResponse(status=500)).has_header("Cache-Control")


def test_what_no_view_called_public_is_never_shared():
    answer = passed(HttpResponse(), is_public=False)

    assert answer["Cache-Control"] == "private, no-cache"


def test_an_answer_that_touched_the_session_is_private():
    with_cookie, varies = HttpResponse(), HttpResponse(headers={"Vary": "Cookie"})
    with_cookie.set_cookie("a", "b")

    for answer in (with_cookie, varies):
        assert passed(answer)["Cache-Control"] == "private, no-store"


def test_a_view_that_decided_is_obeyed():
    own = HttpResponse(headers={"Cache-Control": "max-age=9"})

    assert passed(own)["Cache-Control"] == "max-age=9"


def test_writes_get_no_cache_header():
    assert not passed(HttpResponse(), "post").has_header("Cache-Control")


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
