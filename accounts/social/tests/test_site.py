"""Signing in by a provider on the site, from the button to the session."""

from urllib.parse import parse_qs, urlsplit

import pytest
from social_django.models import Nonce, UserSocialAuth

from django.test import Client

from accounts.door.consents import current_versions, record_consents
from accounts.models import Device, User
from accounts.social.tests.conftest import agree, path_of
from accounts.social.tests.gateway.oauth import KEYS
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

FIRST = "/accounts/social/first/"
# Provider: uid, what it is kept under, address the provider vouches for.
KNOWN_AS = {
    "qq": ("UID_5C6D7E8F900A1B2C", "unionid", ""),
    "weibo": ("1404376560", "uid", ""),
    "weixin": ("UID_5C6D7E8F900A1B2C", "unionid", ""),
    "github": ("1404376560", "id", "xiaoqie@example.com"),
    "google": ("109876543210987654321", "sub", "xiaoqie@example.com"),
}
AUTHORIZE = {
    "qq": ("graph.qq.com/oauth2.0/authorize", {}),
    "weibo": ("api.weibo.com/oauth2/authorize", {}),
    "weixin": ("open.weixin.qq.com/connect/qrconnect", {"scope": "snsapi_login"}),
    "github": ("github.com/login/oauth/authorize", {"scope": "user:email"}),
    "google": ("accounts.google.com/o/oauth2/auth", {"scope": "openid email profile"}),
}


def reader(**fields) -> User:
    user = UserFactory(username="linwen", **fields)
    record_consents(user=user, versions=current_versions())
    return user


def bound(user: User, provider: str = "qq") -> UserSocialAuth:
    uid, id_key, _ = KNOWN_AS[provider]
    return UserSocialAuth.objects.create(
        user=user, provider=provider, uid=uid, id_key=id_key
    )


def user_of(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


@pytest.mark.parametrize("provider", KNOWN_AS)
def test_the_button_leads_to_the_provider_with_what_it_needs(client, gateway, provider):
    left = client.post(f"/accounts/social/{provider}/")

    parts = urlsplit(left["Location"])
    sent = {name: values[0] for name, values in parse_qs(parts.query).items()}
    path, more = AUTHORIZE[provider]
    state = sent.pop("state")
    assert (left.status_code, f"http://{parts.netloc}") == (302, gateway.url)
    assert parts.path == f"/{path}"
    assert sent == {
        "appid" if provider == "weixin" else "client_id": KEYS[provider][0],
        "redirect_uri": f"http://testserver/accounts/social/{provider}/complete/",
        "response_type": "code",
        **more,
    }
    assert len(state) == 32
    assert parts.fragment == ("wechat_redirect" if provider == "weixin" else "")


@pytest.mark.parametrize("provider", KNOWN_AS)
def test_without_a_gateway_the_real_address_is_used(
    client, gateway, settings, provider
):
    settings.SOCIAL_AUTH_GATEWAY = ""

    left = client.post(f"/accounts/social/{provider}/")

    assert left["Location"].startswith(f"https://{AUTHORIZE[provider][0]}?")


@pytest.mark.parametrize("provider", KNOWN_AS)
def test_later_visits_lead_straight_in(client, gateway, travel, provider):
    user = reader()
    bound(user, provider)

    back = travel(provider, next="/write/")

    assert (back.status_code, back["Location"]) == (302, "/write/")
    assert user_of(client) == user.pk
    assert client.session.get_expire_at_browser_close() is True
    assert Nonce.objects.count() == 0


def test_new_terms_are_asked_for_first(client, travel):
    user = UserFactory()
    bound(user)

    back = travel("qq", next="/write/")

    assert back["Location"] == "/accounts/consent/"
    assert client.session["after_consent"] == "/write/"
    assert user_of(client) == user.pk


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example/"]
)
def test_the_way_back_leads_to_own_addresses_only(client, travel, wanted):
    bound(reader())

    assert travel("qq", next=wanted)["Location"] == "/"


def test_a_blocked_account_is_refused_kindly(client, travel):
    bound(reader(is_active=False))

    back = travel("qq")

    assert back.status_code == 403
    assert "这个账号已被停用。" in back.content.decode()
    assert (user_of(client), Device.objects.count()) == (None, 0)


def test_an_english_reader_comes_back_to_english(client, gateway):
    left = client.post("/en/accounts/social/qq/")
    callback = agree(left["Location"])
    assert callback.startswith("http://testserver/accounts/social/qq/complete/")

    back = client.get(path_of(callback))

    assert back["Location"] == f"/en{FIRST}"
    gateway.mood = "deny"
    left = client.post("/en/accounts/social/qq/")
    page = client.get(path_of(agree(left["Location"])))
    assert (page.status_code, page["Content-Language"]) == (403, "en")
    assert 'action="/en/accounts/social/qq/"' in page.content.decode()


def test_a_link_starts_nothing(client, gateway):
    answer = client.get("/accounts/social/qq/")

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert gateway.asked == []
    assert Nonce.objects.count() == 0


def test_a_form_of_another_site_starts_nothing(gateway):
    answer = Client(enforce_csrf_checks=True).post("/accounts/social/qq/")

    assert answer.status_code == 403
    assert Nonce.objects.count() == 0


def test_only_providers_with_keys_are_offered(client, gateway, settings):
    settings.SOCIAL_AUTH_QQ_SECRET = ""

    answers = [client.post(f"/accounts/social/{name}/") for name in ("qq", "nobody")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "这里不能用它登录。" in answers[0].content.decode()
