"""Social login for apps: tickets in place of a session."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from social_django.models import UserSocialAuth

from accounts.models import Device, SpentToken, User
from accounts.social.identity import Identity
from accounts.social.services import bind_identity
from accounts.social.tests.conftest import APP, agree
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PROVIDERS = ["qq", "weibo", "weixin", "github", "google"]


def leave(api, provider: str = "qq", redirect_uri: str = APP) -> dict:
    address = f"/api/v1/oauth/{provider}/authorization/"
    answer = api.get(address, {"redirect_uri": redirect_uri} if redirect_uri else {})
    assert answer.status_code == 200, answer.data
    return answer.data


def returned(departure: dict) -> dict[str, str]:
    """What the app finds in the address it is opened with."""
    back = parse_qs(urlsplit(agree(departure["url"])).query)
    return {name: back[name][0] for name in ("code", "state")}


def arrive(api, provider: str = "qq"):
    found = returned(leave(api, provider))
    return api.post(f"/api/v1/oauth/{provider}/", found)


def code_of(answer) -> tuple[int, str]:
    return answer.status_code, answer.data["code"]


def test_the_answer_leads_to_the_provider(api, gateway):
    departure = leave(api)

    sent = parse_qs(urlsplit(departure["url"]).query)
    assert sorted(departure) == ["expires_in", "redirect_uri", "state", "url"]
    assert departure["url"].startswith(f"{gateway.url}/graph.qq.com/oauth2.0/authorize")
    assert sent["redirect_uri"] == [APP]
    assert sent["state"] == [departure["state"]]
    assert len(departure["state"]) <= 128
    assert departure["expires_in"] == 900
    assert agree(departure["url"]).startswith(f"{APP}&code=")


def test_without_an_address_the_site_own_is_used(api):
    departure = leave(api, redirect_uri="")

    own = "http://testserver/accounts/social/qq/complete/"
    assert departure["redirect_uri"] == own
    assert api.post("/api/v1/oauth/qq/", returned(departure)).status_code == 202


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", f"{APP}&more=1", "renran://oauth", "http://testserver/"],
)
def test_other_addresses_are_refused(api, wanted):
    answer = api.get("/api/v1/oauth/qq/authorization/", {"redirect_uri": wanted})

    assert code_of(answer) == (400, "redirect_refused")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_known_identity_gets_tokens(api, provider):
    ticket = arrive(api, provider).data["ticket"]
    fields = {"ticket": ticket, "username": "linwen", "accepts_terms": True}
    made = api.post(f"/api/v1/oauth/{provider}/accounts/", fields, format="json")
    assert made.status_code == 201, made.data

    again = arrive(api, provider)

    user = User.objects.get()
    assert (again.status_code, sorted(again.data)) == (
        200,
        ["due", "tokens", "user"],
    )
    assert again.data["user"]["username"] == "linwen"
    assert again.data["user"]["has_password"] is False
    assert sorted(again.data["tokens"]) == ["access", "expires_in", "refresh"]
    assert Device.objects.filter(user=user, kind="app").count() == 2


def test_an_unknown_identity_gets_a_ticket(api):
    answer = arrive(api, "github")

    ticket = answer.data.pop("ticket")
    assert answer.status_code == 202
    assert answer.data == {
        "provider": "github",
        "nickname": "小企鹅",
        "username": "xiaoqie",
        "expires_in": 900,
    }
    assert 0 < len(ticket) < 2000
    assert User.objects.count() == 0


def test_a_ticket_binds_to_an_account_that_exists(api):
    user = UserFactory(username="linwen")
    fields = {"account": "linwen", "password": "renran-test"}
    fields["ticket"] = arrive(api).data["ticket"]

    answer = api.post("/api/v1/oauth/qq/accounts/", fields, format="json")

    assert (answer.status_code, answer.data["user"]["username"]) == (201, "linwen")
    row = UserSocialAuth.objects.get()
    assert (row.user, row.provider) == (user, "qq")


def test_a_ticket_works_once_and_only_when_all_went_well(api):
    UserFactory(username="taken_name")
    fields = {"ticket": arrive(api).data["ticket"], "accepts_terms": True}
    address = "/api/v1/oauth/qq/accounts/"
    spent = SpentToken.objects.count()

    taken = api.post(address, {**fields, "username": "taken_name"}, format="json")
    assert (code_of(taken), SpentToken.objects.count()) == (
        (409, "username_taken"),
        spent,
    )
    made = api.post(address, {**fields, "username": "linwen"}, format="json")
    again = api.post(address, {**fields, "username": "linwen2"}, format="json")

    assert made.status_code == 201
    assert code_of(again) == (400, "social_state")
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "status", "wrong"),
    [
        ({}, 400, "username"),
        ({"username": "lin", "accepts_terms": True}, 400, "username"),
        ({"username": "linwen", "password": "12345678"}, 400, "password"),
        ({"account": "linwen"}, 400, "password"),
        ({"username": "x" * 10_000}, 400, "username"),
    ],
)
def test_what_is_missing_is_named(api, fields, status, wrong):
    body = {**fields, "ticket": arrive(api).data["ticket"]}

    answer = api.post("/api/v1/oauth/qq/accounts/", body, format="json")

    assert (answer.status_code, list(answer.data["errors"])) == (status, [wrong])
    assert User.objects.count() == 0


def test_terms_are_required(api):
    body = {"username": "linwen", "ticket": arrive(api).data["ticket"]}

    answer = api.post("/api/v1/oauth/qq/accounts/", body, format="json")

    assert code_of(answer) == (400, "consent_required")
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda state: state + "x",
        lambda state: "x",
        lambda state: state[::-1],
        lambda state: state.swapcase(),
    ],
)
def test_a_state_that_was_tampered_with_is_refused(api, gateway, spoil):
    found = returned(leave(api))
    asked = len(gateway.asked)

    answer = api.post("/api/v1/oauth/qq/", {**found, "state": spoil(found["state"])})

    assert code_of(answer) == (400, "social_state")
    assert len(gateway.asked) == asked


def test_a_state_works_once_for_one_provider_and_fifteen_minutes(api, time_machine):
    found, late = returned(leave(api)), returned(leave(api))
    elsewhere = api.post("/api/v1/oauth/weibo/", found)
    first = api.post("/api/v1/oauth/qq/", found)
    second = api.post("/api/v1/oauth/qq/", found)
    time_machine.move_to(time.time() + 15 * 60 + 2)

    assert code_of(elsewhere) == (400, "social_state")
    assert first.status_code == 202
    assert code_of(second) == (400, "social_state")
    assert code_of(api.post("/api/v1/oauth/qq/", late)) == (400, "social_state")


def test_a_state_dies_with_its_address(api, settings):
    found = returned(leave(api))
    settings.SOCIAL_APP_REDIRECTS = []

    assert code_of(api.post("/api/v1/oauth/qq/", found)) == (400, "social_state")


def test_a_ticket_expires_and_belongs_to_its_provider(api, time_machine):
    ticket = arrive(api).data["ticket"]
    body = {"ticket": ticket, "username": "linwen", "accepts_terms": True}

    elsewhere = api.post("/api/v1/oauth/weibo/accounts/", body, format="json")
    time_machine.move_to(time.time() + 15 * 60 + 2)
    late = api.post("/api/v1/oauth/qq/accounts/", body, format="json")

    assert code_of(elsewhere) == (400, "social_state")
    assert code_of(late) == (410, "social_expired")
    assert User.objects.count() == 0


def test_a_used_code_is_a_400(api, gateway):
    found = returned(leave(api))
    gateway.codes.clear()

    assert code_of(api.post("/api/v1/oauth/qq/", found)) == (400, "social_code")


@pytest.mark.parametrize("mood", ["server_error", "garbage", "hang"])
def test_a_dead_provider_is_a_502(api, gateway, mood):
    found = returned(leave(api, "weixin"))
    gateway.mood = mood

    answer = api.post("/api/v1/oauth/weixin/", found)

    assert code_of(answer) == (502, "social_unavailable")
    assert sorted(answer.data) == ["code", "detail", "errors"]


def test_a_blocked_account_is_told_so(api, gateway):
    user = UserFactory(is_active=False)
    who = Identity(provider="qq", uid=gateway.person.unionid, id_key="unionid")
    bind_identity(user=user, identity=who)

    assert code_of(arrive(api)) == (403, "account_blocked")
    assert Device.objects.count() == 0


@pytest.mark.parametrize("name", ["nobody", "qq"])
def test_what_is_not_offered_is_not_there(api, settings, name):
    settings.SOCIAL_AUTH_QQ_KEY = ""

    answers = [
        api.get(f"/api/v1/oauth/{name}/authorization/"),
        api.post(f"/api/v1/oauth/{name}/", {"code": "a", "state": "b"}),
    ]

    assert [code_of(answer) for answer in answers] == [(404, "provider_unknown")] * 2
