"""Which policy an answer gets: by its address, its kind and what a view widened."""

import pytest

from django.http import HttpResponse
from django.test import RequestFactory

from core.web.policies import PolicyMiddleware, allow

SITE = {
    "default-src": ["'none'"],
    "img-src": ["'self'", "data:"],
    "form-action": ["'self'"],
}
DESK = {"script-src": ["'unsafe-inline'"]}
PROGRAMS = {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}
HEADER = "Content-Security-Policy"
OF = {
    "default-src 'none'; form-action 'self'; img-src 'self' data:": "site",
    "script-src 'unsafe-inline'": "desk",
    "default-src 'none'; frame-ancestors 'none'": "programs",
}


@pytest.fixture(autouse=True)
def three_policies(settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": SITE}
    settings.ADMIN_POLICY = DESK
    settings.API_POLICY = PROGRAMS


def sent(path: str, response: HttpResponse) -> str:
    """The header of `response` to `path`, its parts in the order of the alphabet."""
    middleware = PolicyMiddleware(lambda _request: response)
    answer = middleware(RequestFactory().get(path))
    return "; ".join(sorted(answer.get(HEADER, "").split("; ")))


def page(kind: str = "text/html; charset=utf-8", status: int = 200) -> HttpResponse:
    return HttpResponse("页", content_type=kind, status=status)


@pytest.mark.parametrize(
    ("path", "kind", "policy"),
    [
        ("/", "text/html", "site"),
        ("/%E5%B1%B1/", "text/html; charset=utf-8", "site"),
        ("/feed.xml", "application/rss+xml", "site"),
        ("/admin/", "text/html", "desk"),
        ("/admin/pages/3/edit/", "application/json", "desk"),
        ("/admin", "text/html", "site"),
        ("/administer/", "text/html", "site"),
        ("/en/admin/", "text/html", "site"),
        ("/api/v1/me/", "application/json", "programs"),
        ("/api/v2/pages/", "text/plain", "programs"),
        ("/api/v1/", "text/html", "site"),
        ("/api", "application/json", "site"),
        ("/apis/", "application/json", "site"),
    ],
)
def test_the_address_chooses_the_policy(path, kind, policy):
    assert OF[sent(path, page(kind))] == policy


@pytest.mark.parametrize("status", [200, 302, 403, 404, 500, 503])
def test_a_failure_has_the_policy_too(status):
    assert OF[sent("/", page(status=status))] == "site"


@pytest.mark.parametrize("path", ["/", "/admin/", "/api/v1/me/"])
def test_what_has_not_changed_says_nothing(path):
    assert sent(path, page(status=304)) == ""


def test_an_answer_without_a_kind_is_no_page():
    response = page()
    del response["Content-Type"]

    assert OF[sent("/api/v1/me/", response)] == "programs"


@pytest.mark.parametrize(
    ("path", "policy"), [("/", "sandbox"), ("/admin/", "script-src 'unsafe-inline'")]
)
def test_a_header_of_its_own_is_kept_on_the_site_and_not_at_the_desk(path, policy):
    response = page()
    response[HEADER] = "sandbox"

    assert sent(path, response) == policy


@pytest.mark.parametrize(
    ("more", "policy"),
    [
        (
            {"img-src": ["https://a.example"]},
            "default-src 'none'; form-action 'self'; "
            "img-src 'self' data: https://a.example",
        ),
        (
            {"default-src": ["'self'"], "form-action": []},
            "default-src 'self'; form-action 'self'; img-src 'self' data:",
        ),
    ],
)
def test_a_view_widens_what_its_page_may_use(more, policy):
    response = page()

    allow(response, more)

    assert sent("/", response) == policy


def test_widening_one_page_leaves_all_others_alone():
    allow(page(), {"img-src": ["https://a.example"], "default-src": ["'self'"]})

    assert OF[sent("/", page())] == "site"
    assert SITE["img-src"] == ["'self'", "data:"]


def test_nobody_widens_what_is_not_in_the_policy():
    with pytest.raises(KeyError):
        allow(page(), {"script-source": ["'self'"]})
