"""What browsers are told they may do with our answers, and whom the API answers."""

import pytest

from django.test import Client

from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob: https:",
    "media-src": "'self' data: blob: https:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ELSEWHERE = "https://app.example.com"


def policy(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


@pytest.fixture(autouse=True)
def pictures_here(settings):
    """Whatever store this run uses: the policy of a site that keeps its own files."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    own = ["'self'", "data:", "blob:", "https:"]
    own_directives = directives | {"img-src": own, "media-src": own}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": own_directives}
    settings.ADMIN_POLICY = settings.ADMIN_POLICY | {"img-src": own, "media-src": own}


def test_every_public_page_runs_files_of_the_site_and_nothing_else(client):
    article = ArticlePageFactory()
    article.tags.add("山")
    article.save()
    addresses = ["/", article.url, "/topics/", "/tags/", "/archive/", "/search/?q=x"]
    addresses += ["/en/", "/nowhere/", "/accounts/register/", "/feed.xml"]

    found = {address: policy(client.get(address)) for address in addresses}

    assert found == dict.fromkeys(addresses, STRICT)


def test_personal_pages_too():
    client = Client()
    client.force_login(UserFactory())

    for address in ("/me/", "/me/security/", "/me/bindings/", "/me/data/"):
        assert policy(client.get(address)) == STRICT, address


def test_a_failure_too(monkeypatch):
    client = Client(raise_request_exception=False)

    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("articles.views.render", fail)
    answer = client.get("/tags/")

    assert (answer.status_code, policy(answer)) == (500, STRICT)


def test_the_admin_evaluates_nothing_and_takes_nothing_from_elsewhere(admin_client):
    found = policy(admin_client.get("/admin/"))

    assert found == STRICT | {
        "script-src": "'self' 'unsafe-inline'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self' data:",
        "frame-ancestors": "'self'",
    }


@pytest.mark.parametrize(
    "address", ["/api/v1/me/state/", "/api/v2/pages/", "/api/v1/nowhere/"]
)
def test_an_answer_for_programs_runs_nothing(client, address):
    nothing = {"default-src": "'none'", "frame-ancestors": "'none'"}

    assert policy(client.get(address)) == nothing


def test_a_draft_at_the_desk_has_the_policy_of_the_desk():
    """Wagtail asks our own middleware for it, as if somebody opened the page."""
    article = ArticlePageFactory()
    client = Client()
    client.force_login(UserFactory(is_superuser=True))

    found = policy(client.get(f"/admin/pages/{article.pk}/view_draft/"))

    assert found == policy(client.get("/admin/"))


def test_diagrams_are_drawn_by_a_page_without_rights(client):
    found = policy(client.get("/_diagram/"))

    assert found == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    }


def test_a_page_that_is_still_the_same_keeps_its_policy(client):
    """RFC 9111, 3.2: the headers of a 304 take the place of those that are kept."""
    tag = client.get("/_diagram/")["ETag"]

    answer = client.get("/_diagram/", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert "Content-Security-Policy" not in answer


def test_forms_at_the_door_lead_to_the_providers_offered(client, settings):
    settings.SOCIAL_AUTH_GITHUB_KEY = settings.SOCIAL_AUTH_GITHUB_SECRET = "x"
    settings.SOCIAL_AUTH_WEIBO_KEY = settings.SOCIAL_AUTH_WEIBO_SECRET = "x"

    found = policy(client.get("/accounts/login/"))

    assert found == STRICT | {
        "form-action": "'self' https://api.weibo.com https://*.weibo.com https://github.com"
    }


def test_powers_no_page_needs_are_off(client):
    powers = client.get("/")["Permissions-Policy"].split(", ")

    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= {*powers}
    assert {"publickey-credentials-get=(self)", "fullscreen=(self)"} <= {*powers}


# --- Front ends elsewhere ---------------------------------------------------------


@pytest.fixture
def allowed(settings):
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]


PREFLIGHT = {
    "origin": ELSEWHERE,
    "access-control-request-method": "PATCH",
    "access-control-request-headers": "authorization, content-type",
}


@pytest.mark.parametrize("address", ["/api/v1/me/", "/api/v2/pages/"])
def test_a_front_end_on_the_list_is_told_once_a_day(client, allowed, address):
    answer = client.options(address, headers=PREFLIGHT)

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == ELSEWHERE
    assert "PATCH" in answer["Access-Control-Allow-Methods"]
    assert "authorization" in answer["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Max-Age"] == "86400"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "origin" in answer["Vary"].lower()


@pytest.mark.parametrize("origin", [ELSEWHERE, "https://evil.example", None])
def test_answers_vary_by_who_asks(client, allowed, origin):
    headers = {"origin": origin} if origin else {}

    answer = client.get("/api/v2/pages/", headers=headers)

    named = answer.get("Access-Control-Allow-Origin")
    assert (answer.status_code, named) == (200, origin if origin == ELSEWHERE else None)
    assert "origin" in answer["Vary"].lower()


def test_refusals_can_be_read_as_well(client, allowed):
    answer = client.get("/api/v1/me/", headers={"origin": ELSEWHERE})

    assert answer.status_code == 401
    assert answer["Access-Control-Allow-Origin"] == ELSEWHERE


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/admin/login/"])
def test_pages_are_for_nobody_elsewhere(client, allowed, address):
    answer = client.get(address, headers={"origin": ELSEWHERE})

    assert "Access-Control-Allow-Origin" not in answer
    assert "origin" not in answer.get("Vary", "").lower()


def test_nobody_is_on_the_list_by_default(client):
    answer = client.options("/api/v1/me/", headers=PREFLIGHT)

    assert "Access-Control-Allow-Origin" not in answer
