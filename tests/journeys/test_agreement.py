"""New terms cannot be gone around."""

import pytest

from django.test import Client

from accounts.door.consents import (
    current_versions,
    has_agreed,
    record_consents,
    versions_in_force,
)
from accounts.models import Consent, User
from accounts.tests.factories import UserFactory
from articles.services.notebooks import open_notebook

pytestmark = pytest.mark.django_db

DUE = {"terms": "2026-11", "privacy": "2026-11"}


@pytest.fixture
def late() -> User:
    """An author who has not agreed to the terms in force."""
    user = UserFactory(username="linwen", agreed_to="terms:2025-01 privacy:2025-01")
    open_notebook(user=user)
    return user


@pytest.fixture
def browser_of_late(client, late) -> Client:
    client.force_login(late)
    return client


@pytest.fixture
def token(late) -> str:
    answer = Client().post(
        "/api/v1/authorizations/",
        {"account": "linwen", "password": "renran-test"},
        content_type="application/json",
    )
    assert answer.json()["due"] == DUE
    return answer.json()["tokens"]["access"]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/me/profile/"),
        ("post", "/me/profile/"),
        ("get", "/me/blocked/"),
        ("get", "/me/bindings/"),
        ("get", "/en/me/profile/"),
        ("get", "/admin/"),
        ("get", "/admin/pages/"),
        ("post", "/admin/pages/1/edit/"),
        ("get", "/write/"),
        ("post", "/search/"),
    ],
)
def test_nothing_of_an_account_opens_before(browser_of_late, method, address):
    answer = getattr(browser_of_late, method)(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith(
        ("/accounts/consent/?next=", "/en/accounts/consent/?next=")
    )


def test_a_script_hears_it_as_a_refusal(browser_of_late):
    answer = browser_of_late.post(
        "/me/profile/", headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "consent_due")


@pytest.mark.parametrize(
    "address", ["/", "/search/?q=1", "/me/data/", "/me/leave/", "/accounts/logout/"]
)
def test_public_pages_and_the_ways_out_stay_open(browser_of_late, address):
    assert browser_of_late.get(address).status_code == 200


def test_agreeing_leads_to_where_one_was_going(browser_of_late, late):
    answer = browser_of_late.post(
        "/accounts/consent/", {"accepts": "on", "next": "/me/profile/"}
    )

    assert answer["Location"] == "/me/profile/"
    assert browser_of_late.get("/me/profile/").status_code == 200
    late.refresh_from_db()
    assert late.agreed_to == versions_in_force()
    assert dict(late.consents.values_list("document", "version")) == DUE


@pytest.mark.parametrize(
    "next_",
    ["//evil.example/", "https://evil.example/", "evil", "evil:evil", "httpevil"],
)
def test_agreeing_leads_nowhere_else(browser_of_late, next_):
    answer = browser_of_late.post(
        "/accounts/consent/", {"accepts": "on", "next": next_}
    )

    assert "evil" not in answer["Location"]


def test_an_app_is_let_in_after_agreeing(token):
    call = Client(headers={"authorization": f"Bearer {token}"})

    refused = [
        call.get("/api/v1/me/"),
        call.patch("/api/v1/me/", {"bio": "x"}, content_type="application/json"),
        call.get("/api/v1/me/preferences/"),
        call.post("/api/v1/me/bindings/", {}, content_type="application/json"),
    ]
    due = call.get("/api/v1/me/consents/").json()
    no = call.post(
        "/api/v1/me/consents/",
        {"accepts_terms": False},
        content_type="application/json",
    )
    assert {(each.status_code, each.json()["code"]) for each in refused} == {
        (403, "consent_due")
    }
    assert due == {"due": DUE}
    assert (no.status_code, no.json()["code"]) == (400, "consent_required")
    assert Consent.objects.count() == 0

    yes = call.post(
        "/api/v1/me/consents/", {"accepts_terms": True}, content_type="application/json"
    )

    assert (yes.status_code, yes.json()) == (201, {"due": {}})
    assert call.get("/api/v1/me/").status_code == 200


def test_an_app_may_leave_without_agreeing(token):
    call = Client(headers={"authorization": f"Bearer {token}"})

    assert call.get("/api/v1/me/deletion/").status_code != 403
    assert call.delete("/api/v1/authorizations/current/").status_code == 204


def test_a_session_asks_for_it_in_the_api_too(browser_of_late):
    answer = browser_of_late.get("/api/v1/me/")

    assert (answer.status_code, answer.json()["code"]) == (403, "consent_due")
    assert browser_of_late.get("/api/v1/me/state/").status_code == 200


def test_who_agreed_before_is_not_asked_again():
    user = UserFactory(agreed_to="")
    record_consents(user=user, versions=current_versions())
    User.objects.filter(pk=user.pk).update(agreed_to="")

    assert has_agreed(User.objects.get(pk=user.pk))
