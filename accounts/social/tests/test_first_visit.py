"""Coming from a provider for the first time: a new account, or one that exists."""

import time

import pytest
from social_django.models import UserSocialAuth

from accounts.models import Consent, Device, User
from accounts.social.tests.test_site import FIRST, KNOWN_AS, bound, reader, user_of
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mood", ["ok", "json"])
@pytest.mark.parametrize("provider", KNOWN_AS)
def test_a_first_visit_makes_an_account_without_a_password(
    client, gateway, travel, provider, mood
):
    gateway.mood = mood
    back = travel(provider)
    assert (back.status_code, back["Location"]) == (302, FIRST)
    assert (User.objects.count(), user_of(client)) == (0, None)
    page = client.get(FIRST)
    name = "xiaoqie" if provider == "github" else ""
    assert page.context["form"]["username"].value() == name

    done = client.post(FIRST, {"username": "linwen", "password": "", "accepts": "on"})

    user, (uid, id_key, email) = User.objects.get(), KNOWN_AS[provider]
    assert (done.status_code, done["Location"]) == (302, "/")
    assert (user.username, user.nickname, user.email) == ("linwen", "小企鹅", email)
    assert (user.email_verified_at is not None) == bool(email)
    assert user.has_usable_password() is False
    row = UserSocialAuth.objects.get()
    assert (row.user, row.provider, row.uid, row.id_key) == (
        user,
        provider,
        uid,
        id_key,
    )
    assert row.extra_data == {"nickname": "小企鹅"}
    assert user_of(client) == user.pk
    assert Device.objects.get().user == user
    assert Consent.objects.filter(user=user).count() == 2
    assert "social_pending" not in client.session


def test_a_nickname_that_is_a_free_username_is_proposed(client, gateway, travel):
    gateway.person.nickname = "Ｌinwen_2026"
    travel("qq")
    assert client.get(FIRST).context["form"]["username"].value() == "Linwen_2026"

    UserFactory(username="linwen_2O26")

    assert client.get(FIRST).context["form"]["username"].value() == ""


def test_a_password_is_taken_where_one_is_given_and_a_weak_one_refused(client, travel):
    travel("qq")
    fields = {"username": "linwen", "accepts": "on"}

    weak = client.post(FIRST, {**fields, "password": "12345678"})
    assert weak.status_code == 200
    assert list(weak.context["form"].errors) == ["password"]
    assert User.objects.count() == 0
    client.post(FIRST, {**fields, "password": "烟雨-江南-1998"})

    assert User.objects.get().check_password("烟雨-江南-1998")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"username": "linwen"}, "accepts"),
        ({"username": "lin", "accepts": "on"}, "username"),
        ({"username": "admin", "accepts": "on"}, "username"),
        ({"username": "", "accepts": "on"}, "username"),
        ({"username": "taken_name", "accepts": "on"}, "__all__"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(client, travel, fields, wrong):
    UserFactory(username="taken_name")
    travel("qq")

    page = client.post(FIRST, fields)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [wrong]
    assert (User.objects.count(), UserSocialAuth.objects.count()) == (1, 0)
    assert page.context["form"]["username"].value() == fields["username"]


def test_an_address_with_an_account_is_never_merged(client, travel):
    owner = UserFactory(email="XiaoQie@example.com")
    travel("github")

    page = client.get(FIRST).content.decode()
    assert "x****@example.com 已经有账号了" in page
    client.post(FIRST, {"username": "linwen", "accepts": "on"})

    user = User.objects.exclude(pk=owner.pk).get()
    assert (user.username, user.email) == ("linwen", "")
    assert UserSocialAuth.objects.get().user == user


@pytest.mark.parametrize("provider", ["github", "google"])
def test_an_address_that_is_not_verified_is_not_taken(
    client, gateway, travel, provider
):
    gateway.person.is_verified = False
    travel(provider)

    client.post(FIRST, {"username": "linwen", "accepts": "on"})

    user = User.objects.get()
    assert (user.email, user.email_verified_at) == ("", None)


def test_a_first_visit_can_bind_what_exists(client, gateway, travel, mailoutbox):
    user = reader(email="lin@example.com")
    assert travel("weibo", next="/write/")["Location"] == f"{FIRST}?next=%2Fwrite%2F"

    done = client.post(
        f"{FIRST}bind/",
        {"account": "linwen", "password": "renran-test", "next": "/write/"},
    )

    assert (done.status_code, done["Location"]) == (302, "/write/")
    assert user_of(client) == user.pk
    assert UserSocialAuth.objects.get().user == user
    assert [mail.to for mail in mailoutbox] == [["lin@example.com"]]
    assert mailoutbox[0].subject == "账号的微博绑定已更改"


def test_a_wrong_password_binds_nothing(client, travel):
    reader()
    travel("weibo")

    page = client.post(f"{FIRST}bind/", {"account": "linwen", "password": "wrong-one"})

    assert page.status_code == 200
    assert page.context["form"].non_field_errors() == ["账号或密码不对。"]
    assert (UserSocialAuth.objects.count(), user_of(client)) == (0, None)


def test_an_account_with_another_identity_there_is_told_so(client, travel):
    bound(reader()).delete()
    UserSocialAuth.objects.create(user=User.objects.get(), provider="qq", uid="UID_OLD")
    travel("qq")

    page = client.post(
        f"{FIRST}bind/", {"account": "linwen", "password": "renran-test"}
    )

    assert page.context["form"].non_field_errors() == [
        "你的账号已经绑定了一个QQ。请先解绑它，再绑定新的。"
    ]
    assert (UserSocialAuth.objects.count(), user_of(client)) == (1, None)


def test_an_identity_waits_fifteen_minutes(client, travel, time_machine):
    travel("qq")
    time_machine.move_to(time.time() + 15 * 60 + 2)

    answers = [
        client.get(FIRST),
        client.post(FIRST, {"username": "linwen", "accepts": "on"}),
        client.post(f"{FIRST}bind/", {"account": "a", "password": "b"}),
    ]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert "等待的时间超过了 15 分钟" in answers[1].content.decode()
    assert User.objects.count() == 0


def test_without_an_identity_there_is_no_first_visit(client, gateway):
    assert client.get(FIRST).status_code == 410


def test_who_is_signed_in_has_no_first_visit(client, travel):
    travel("qq")
    client.force_login(UserFactory())

    assert client.get(FIRST)["Location"] == "/me/bindings/"


def test_openid_is_asked_for_where_unionid_is_not_granted(
    client, gateway, travel, settings
):
    settings.SOCIAL_AUTH_QQ_ID_KEY = "openid"
    travel("qq")
    client.post(FIRST, {"username": "linwen", "accepts": "on"})

    row = UserSocialAuth.objects.get()
    assert (row.uid, row.id_key) == (gateway.person.openid, "openid")
    assert all("unionid" not in asked.data for asked in gateway.asked)
