"""Signing up and in below `/api/v1/`."""

import re

import pytest

from django.core import mail

from accounts.models import Device, User
from accounts.tests.helpers import digits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"


def test_a_mobile_signs_up_and_gets_tokens(call):
    call("post", "/codes/", {"purpose": "sign_up", "mobile": NUMBER})
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "mobile": NUMBER,
        "code": digits(),
        "accepts_terms": True,
    }
    status, answer = call("post", "/users/", body)

    assert status == 201
    assert answer["user"]["username"] == "linwen"
    assert answer["user"]["mobile"] == "138****5678"
    assert call("get", "/me/", token=answer["tokens"]["access"])[0] == 200


def test_a_mail_signs_up_by_its_link(call):
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "email": ADDRESS,
        "accepts_terms": True,
    }
    status, _answer = call("post", "/users/", body)
    assert (status, User.objects.count()) == (202, 0)
    [ticket] = re.findall(r"/accounts/activate/([^/]+)/", mail.outbox[0].body)
    link = {"ticket": ticket, "password": PASSWORD}

    status, answer = call("post", "/users/activation/", link)

    assert (status, answer["user"]["email"]) == (201, "l****@example.com")
    status, refusal = call("post", "/users/activation/", link)
    assert (status, refusal["code"]) == (400, "link_expired")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"username": "林"}, "username", "invalid_username"),
        ({"username": "admin"}, "username", "username_reserved"),
        ({"username": "13812345678"}, "username", "username_only_digits"),
        ({"password": "short"}, "password", "password_length"),
        ({"password": "password123"}, "password", "password_guessable"),
        ({"code": None}, "code", "null"),
        ({"accepts_terms": "maybe"}, "accepts_terms", "invalid"),
    ],
)
def test_a_bad_sign_up_says_what_is_wrong(call, change, field, code):
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "mobile": NUMBER,
        "code": "123456",
        "accepts_terms": True,
    }
    status, refusal = call("post", "/users/", {**body, **change})

    assert status == 400
    assert code in [error["code"] for error in refusal["errors"][field]]
    assert User.objects.count() == 0


def test_sign_up_needs_consent(call):
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "mobile": NUMBER,
        "code": "123456",
        "accepts_terms": False,
    }
    status, refusal = call("post", "/users/", body)

    assert (status, refusal["code"]) == (400, "consent_required")


@pytest.mark.parametrize(
    ("account", "password"), [("linwen", "wrong-one"), ("nobody", "renran-test")]
)
def test_unknown_and_wrong_are_the_same(call, reader, account, password):
    status, refusal = call(
        "post", "/authorizations/", {"account": account, "password": password}
    )

    expected = {"code": "wrong_credentials", "detail": "账号或密码不对。", "errors": {}}
    assert (status, refusal) == (401, expected)
    assert Device.objects.count() == 0


def test_a_code_signs_in_and_an_unknown_number_is_told_to_its_owner(call, reader):
    call("post", "/codes/", {"purpose": "sign_in", "mobile": NUMBER})
    status, answer = call(
        "post", "/authorizations/", {"mobile": NUMBER, "code": digits()}
    )
    assert (status, answer["user"]["id"]) == (201, reader.pk)

    other = "+8613900000000"
    call("post", "/codes/", {"purpose": "sign_in", "mobile": other})
    status, refusal = call(
        "post", "/authorizations/", {"mobile": other, "code": digits()}
    )

    assert (status, refusal["code"]) == (404, "account_unknown")


def test_a_blocked_account_is_told_so_with_the_right_password_only(call, reader):
    reader.is_active = False
    reader.save()
    body = {"account": "linwen", "password": "renran-test"}

    assert call("post", "/authorizations/", body)[1]["code"] == "account_blocked"
    body["password"] = "wrong-one"
    assert call("post", "/authorizations/", body)[1]["code"] == "wrong_credentials"


def test_counts_are_given(call, reader):
    assert call("get", "/usernames/linwen/count/") == (200, {"count": 1})
    assert call("get", "/usernames/LinWen/count/") == (200, {"count": 1})
    assert call("get", "/usernames/linwan/count/") == (200, {"count": 0})
    assert call("get", "/mobiles/13812345678/count/") == (200, {"count": 1})
    assert call("get", "/mobiles/+8613900000000/count/") == (200, {"count": 0})
    status, refusal = call("get", "/usernames/林/count/")
    assert (status, refusal["errors"]["username"][0]["code"]) == (
        400,
        "invalid_username",
    )
    status, refusal = call("get", "/mobiles/110/count/")
    assert (status, refusal["errors"]["mobile"][0]["code"]) == (400, "invalid_mobile")
    assert call("get", "/usernames/a%00bcdef/count/")[0] == 400


def test_look_ups_are_throttled(call, monkeypatch):
    from accounts.limits.api import LookupThrottle

    monkeypatch.setattr(LookupThrottle, "rate", "3/min", raising=False)
    for _ in range(3):
        assert call("get", "/usernames/linwen/count/")[0] == 200

    status, refusal = call("get", "/usernames/linwen/count/")

    assert (status, refusal["code"]) == (429, "throttled")
