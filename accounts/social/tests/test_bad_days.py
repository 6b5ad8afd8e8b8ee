"""A person who says no, states that do not fit, providers that are ill."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from social_django.models import UserSocialAuth

from accounts.models import User
from accounts.social.tests.conftest import agree, path_of
from accounts.social.tests.test_site import FIRST, bound, reader, user_of
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PROVIDERS = ["qq", "weibo", "weixin", "github", "google"]
STALE = "这次登录已失效，可能是等得太久，或换了浏览器。请重新开始。"


def text_of(answer) -> str:
    return answer.content.decode()


def nobody(client) -> bool:
    return (User.objects.count(), user_of(client)) == (0, None)


@pytest.mark.parametrize(
    ("provider", "title"),
    [
        ("qq", "QQ"),
        ("weibo", "微博"),
        ("weixin", "微信"),
        ("github", "GitHub"),
        ("google", "Google"),
    ],
)
def test_who_says_no_finds_ways_on(client, gateway, travel, provider, title):
    gateway.mood = "deny"

    page = travel(provider, next="/write/")

    assert page.status_code == 403
    assert f"你没有同意{title}登录。" in text_of(page)
    assert f'action="/accounts/social/{provider}/"' in text_of(page)
    assert 'href="/accounts/login/?next=%2Fwrite%2F"' in text_of(page)
    assert 'name="next" value="/write/"' in text_of(page)
    assert nobody(client)
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("mood", ["server_error", "garbage", "hang"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_dead_provider_ends_in_a_clear_page(client, gateway, travel, provider, mood):
    gateway.mood = mood
    # Browsers still get through; what we ask ourselves fails.
    gateway.only = "token"

    page = travel(provider)

    assert page.status_code == 502
    assert "暂时没有正常回应" in text_of(page)
    assert nobody(client)
    assert client.get(FIRST).status_code == 410


@pytest.mark.parametrize("mood", ["server_error", "garbage", "hang"])
@pytest.mark.parametrize(
    ("provider", "only"),
    [
        ("qq", "oauth2.0/me"),
        ("qq", "get_user_info"),
        ("weibo", "users/show"),
        ("weixin", "userinfo"),
        ("github", "api.github.com/user"),
        ("google", "userinfo"),
    ],
)
def test_a_provider_may_die_halfway(client, gateway, travel, provider, only, mood):
    gateway.mood, gateway.only = mood, only

    assert travel(provider).status_code == 502
    assert nobody(client)


@pytest.mark.parametrize("mood", ["server_error", "garbage", "hang"])
def test_github_without_its_address_book_still_lets_in(client, gateway, travel, mood):
    gateway.mood, gateway.only = mood, "user/emails"

    assert travel("github")["Location"] == FIRST

    assert "@" not in client.get(FIRST).context["email"]


def test_a_provider_that_is_not_there_is_a_502(client, gateway, settings):
    left = client.post("/accounts/social/qq/")
    callback = path_of(agree(left["Location"]))
    settings.SOCIAL_AUTH_GATEWAY = "http://127.0.0.1:1"

    assert client.get(callback).status_code == 502


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_code_that_was_used_is_refused(client, gateway, provider):
    left = client.post(f"/accounts/social/{provider}/")
    callback = path_of(agree(left["Location"]))
    gateway.codes.clear()

    page = client.get(callback)

    assert page.status_code == 400
    assert "没有认可这次登录，请重新开始。" in text_of(page)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_wrong_secret_is_a_refusal_and_never_a_500(
    client, gateway, settings, provider
):
    left = client.post(f"/accounts/social/{provider}/")
    setattr(settings, f"SOCIAL_AUTH_{provider.upper()}_SECRET", "wrong")

    page = client.get(path_of(agree(left["Location"])))

    assert page.status_code in (400, 502)
    assert nobody(client)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?code=abc",
        "?code=abc&state=",
        "?state=unknown",
        "?code=a&state=" + "x" * 500,
    ],
)
def test_a_state_nobody_gave_out_is_refused(client, gateway, query):
    client.post("/accounts/social/qq/")

    page = client.get(f"/accounts/social/qq/complete/{query}")

    assert page.status_code == 400
    assert STALE in text_of(page)
    # The page at the provider was never opened, and nothing else was asked.
    assert gateway.asked == []


def test_a_state_works_once(client, gateway):
    bound(reader())
    left = client.post("/accounts/social/qq/")
    callback = path_of(agree(left["Location"]))

    first, second = client.get(callback), client.get(callback)
    client.logout()
    third = client.get(callback)

    assert [first.status_code, second.status_code, third.status_code] == [302, 400, 400]
    assert user_of(client) is None


def test_a_state_of_another_browser_is_refused(client, gateway):
    bound(reader())
    left = client.post("/accounts/social/qq/")
    victim = type(client)()

    page = victim.get(path_of(agree(left["Location"])))

    assert page.status_code == 400
    assert user_of(victim) is None


def test_a_state_of_another_provider_is_refused(client, gateway):
    left = client.post("/accounts/social/weibo/")
    query = urlsplit(agree(left["Location"])).query

    assert client.get(f"/accounts/social/qq/complete/?{query}").status_code == 400


def test_a_state_expires_after_fifteen_minutes(client, gateway, time_machine):
    left = client.post("/accounts/social/qq/")
    callback = path_of(agree(left["Location"]))
    time_machine.move_to(time.time() + 15 * 60 + 2)

    page = client.get(callback)

    assert page.status_code == 400
    assert STALE in text_of(page)


def test_whoever_signs_in_meanwhile_is_not_bound_unasked(client, gateway):
    left = client.post("/accounts/social/qq/")
    callback = path_of(agree(left["Location"]))
    client.force_login(UserFactory())

    page = client.get(callback)

    assert page.status_code == 400
    assert UserSocialAuth.objects.count() == 0


def test_two_tabs_do_not_disturb_each_other(client, gateway):
    bound(reader())
    first = client.post("/accounts/social/qq/", {"next": "/write/"})
    second = client.post("/accounts/social/qq/", {"next": "/search/"})

    back = client.get(path_of(agree(first["Location"])))

    assert back["Location"] == "/write/"
    assert parse_qs(urlsplit(second["Location"]).query)["state"]


@pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable", "x"])
def test_an_error_in_the_address_is_a_page(client, gateway, error):
    client.post("/accounts/social/weibo/")

    page = client.get(f"/accounts/social/weibo/complete/?error={error}&state=a")

    assert page.status_code == 502


def test_people_without_a_usable_nickname_get_in(client, gateway, travel):
    gateway.person.nickname = "\u202e\x00🐧\n 企 鹅 "
    travel("qq")

    client.post(FIRST, {"username": "linwen", "accepts": "on"})

    assert User.objects.get().nickname == "🐧 企 鹅"
