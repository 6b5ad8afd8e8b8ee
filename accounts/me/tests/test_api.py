"""The own account below `/api/v1/me/`: profile, contacts, password, preferences."""

import re

import pytest

from django.core import mail
from django.utils import timezone

from accounts.models import User, VerificationCode
from accounts.tests.factories import UserFactory
from accounts.tests.helpers import digits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"


def test_the_profile_is_read_and_changed(call, reader, token):
    change = {
        "nickname": "林闻",
        "bio": "走路的人",
        "city": "杭州",
        "birthday": "1990-02-28",
    }

    status, body = call(
        "patch", "/me/", {**change, "username": "other", "id": 1}, token
    )

    assert status == 200
    assert change.items() <= body.items()
    reader.refresh_from_db()
    assert (reader.username, reader.nickname, reader.city) == ("linwen", "林闻", "杭州")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nickname": "x" * 31}, "nickname"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"birthday": "2026-02-30"}, "birthday"),
        ({"gender": "unknown"}, "gender"),
        ({"bio": "\x00"}, "bio"),
    ],
)
def test_a_bad_profile_changes_nothing(call, reader, token, change, field):
    before = User.objects.filter(pk=reader.pk).values().get()

    status, refusal = call("patch", "/me/", change, token)

    assert (status, list(refusal["errors"])) == (400, [field])
    assert User.objects.filter(pk=reader.pk).values().get() == before


def test_a_new_password_ends_the_other_devices(call, reader, token):
    body = {"account": "linwen", "password": "renran-test"}
    other = call("post", "/authorizations/", body)[1]["tokens"]

    change = {"current": "renran-test", "password": PASSWORD}
    assert call("put", "/me/password/", change, token) == (204, None)

    assert call("get", "/me/", token=token)[0] == 200
    assert call("get", "/me/", token=other["access"])[0] == 401
    refresh = {"refresh": other["refresh"]}
    assert call("post", "/authorizations/refresh/", refresh)[0] == 401
    assert mail.outbox[-1].subject == "密码已更改"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"current": "wrong-one", "password": PASSWORD}, "password_wrong"),
        ({"password": PASSWORD}, "password_wrong"),
        ({"current": "renran-test", "password": "12345678"}, "invalid"),
    ],
)
def test_a_bad_change_of_password_changes_nothing(call, reader, token, change, code):
    status, refusal = call("put", "/me/password/", change, token)

    assert (status, refusal["code"]) == (400, code)
    reader.refresh_from_db()
    assert reader.check_password("renran-test")


def test_an_address_is_changed_by_its_link(call, reader, token):
    status, _body = call("put", "/me/email/", {"email": "new@example.com"}, token)
    reader.refresh_from_db()
    assert (status, reader.email) == (202, ADDRESS)
    [ticket] = re.findall(r"/accounts/email/([^/]+)/", mail.outbox[0].body)

    body = {"ticket": ticket}
    assert call("post", "/me/email/confirmation/", body) == (204, None)

    reader.refresh_from_db()
    assert reader.email == "new@example.com"
    assert [m.to for m in mail.outbox] == [["new@example.com"], [ADDRESS]]
    status, refusal = call("post", "/me/email/confirmation/", body)
    assert (status, refusal["code"]) == (400, "link_expired")


def test_an_address_somebody_got_meanwhile_is_refused(call, reader, token):
    call("put", "/me/email/", {"email": "new@example.com"}, token)
    UserFactory(email="NEW@example.com")
    [ticket] = re.findall(r"/accounts/email/([^/]+)/", mail.outbox[0].body)

    status, refusal = call("post", "/me/email/confirmation/", {"ticket": ticket})

    assert (status, refusal["code"]) == (409, "contact_taken")
    reader.refresh_from_db()
    assert reader.email == ADDRESS


def test_what_is_bound_already_is_no_change(call, reader, token):
    User.objects.update(email_verified_at=timezone.now())
    call("post", "/codes/", {"purpose": "bind", "mobile": NUMBER})

    number = {"mobile": NUMBER, "code": digits()}
    answers = [
        call("put", "/me/mobile/", number, token),
        call("put", "/me/email/", {"email": ADDRESS.upper()}, token),
    ]

    assert [(status, body["code"]) for status, body in answers] == [
        (409, "contact_unchanged")
    ] * 2
    assert mail.outbox == []


def test_a_number_is_bound_by_a_code(call, reader, token):
    new = "+8613900000000"
    call("post", "/codes/", {"purpose": "bind", "mobile": new})

    status, body = call("put", "/me/mobile/", {"mobile": new, "code": digits()}, token)

    assert (status, body["mobile"]) == (200, "139****0000")
    assert mail.outbox[-1].subject == "账号的手机号已更改"


def test_a_number_of_somebody_else_is_told_to_its_owner_only(call, reader, token):
    UserFactory(mobile="+8613900000000")
    call("post", "/codes/", {"purpose": "bind", "mobile": "13900000000"})

    change = {"mobile": "13900000000", "code": digits()}
    status, refusal = call("put", "/me/mobile/", change, token)

    assert (status, refusal["code"]) == (409, "contact_taken")
    assert VerificationCode.objects.get().used_at is None
    reader.refresh_from_db()
    assert reader.mobile == NUMBER


def test_preferences_have_defaults_and_are_kept(call, token):
    status, chosen = call("get", "/me/preferences/", token=token)
    assert (status, chosen["theme"], chosen["is_searchable"]) == (200, "system", True)

    call("patch", "/me/preferences/", {"theme": "dark", "is_searchable": False}, token)

    chosen = call("get", "/me/preferences/", token=token)[1]
    assert (chosen["theme"], chosen["is_searchable"]) == ("dark", False)
