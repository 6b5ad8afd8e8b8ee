"""`/me/notifications/` and its API show every kind that features registered."""

import pytest

from django.core import mail

from accounts.models import User
from accounts.tests.factories import UserFactory
from notifications.models import Choice
from notifications.selectors import choices_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return UserFactory(username="linwen", email="linwen@example.com")


PAGE = "/me/notifications/"
API = "/api/v1/me/notifications/choices/"


def test_the_page_shows_and_keeps_choices(client, reader):
    client.force_login(reader)
    shown = client.get(PAGE)

    assert Choice.objects.count() == 0
    for label in ("审核", "投稿结果", "登录提醒"):
        assert label in shown.text
    assert shown.text.count(" checked") == 3

    answer = client.post(PAGE, {"review-mail": "on"}, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert "已保存。" in answer.text
    assert answer.text.count(" checked") == 1
    assert {kind: wanted for (kind, _way), wanted in choices_of(reader).items()} == {
        "review": True,
        "submission": False,
        "sign_in": False,
    }


def test_the_page_is_for_those_who_are_signed_in(client):
    assert client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"


def test_the_api_tells_and_keeps_choices(client, reader):
    client.force_login(reader)
    before = client.get(API).json()

    answer = client.patch(
        API,
        {"choices": [{"kind": "sign_in", "way": "mail", "is_wanted": False}]},
        content_type="application/json",
    )

    assert {row["kind"]: row["is_wanted"] for row in before} == {
        "review": True,
        "submission": True,
        "sign_in": True,
    }
    [row] = [row for row in answer.json() if row["kind"] == "sign_in"]
    assert row == {
        "kind": "sign_in",
        "way": "mail",
        "is_wanted": False,
        "title": "登录提醒",
        "description": "在新的设备上登录时发邮件给我。",
    }
    assert Choice.objects.get().user == reader


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            {"choices": [{"kind": "x", "way": "mail", "is_wanted": True}]},
            "choice_unknown",
        ),
        ({"choices": [{"kind": "review", "way": "x", "is_wanted": True}]}, "invalid"),
        ({"choices": "all"}, "invalid"),
        ({}, "invalid"),
        (
            {"choices": [{"kind": "review", "way": "mail", "is_wanted": True}] * 201},
            "invalid",
        ),
    ],
)
def test_what_the_api_cannot_keep_is_refused(client, reader, body, code):
    client.force_login(reader)

    answer = client.patch(API, body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Choice.objects.count() == 0


def test_the_api_is_for_those_who_are_signed_in(client):
    assert client.get(API).status_code in (401, 403)


@pytest.mark.parametrize(("wanted", "count"), [(True, 1), (False, 0)])
def test_a_new_device_is_told_only_to_people_who_want_it(client, reader, wanted, count):
    client.force_login(reader)
    Choice.objects.create(user=reader, kind="sign_in", way="mail", is_wanted=wanted)

    client.post(
        "/accounts/login/",
        {"account": "linwen", "password": "renran-test"},
        headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"},
    )

    assert len(mail.outbox) == count
