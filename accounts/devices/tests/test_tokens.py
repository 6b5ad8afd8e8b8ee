"""Tokens of apps: the opaque one works once, and an old one ends its device."""

from datetime import timedelta

import pytest
import time_machine

from django.test import RequestFactory
from django.utils import timezone

from accounts.devices.exceptions import (
    TokenInUseError,
    TokenInvalidError,
    TokenReusedError,
)
from accounts.devices.services import revoke_devices
from accounts.devices.tokens import issue_tokens, refresh_tokens
from accounts.models import Device, RefreshToken, User
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return UserFactory()


@pytest.fixture
def tokens(reader):
    return issue_tokens(user=reader, request=RequestFactory().post("/"))


def renew(refresh: str, asked_at=None):
    return refresh_tokens(refresh=refresh, asked_at=asked_at or timezone.now())


def me(client, access: str):
    return client.get("/api/v1/me/", headers={"Authorization": f"Bearer {access}"})


def later(**time: float):
    return time_machine.travel(timezone.now() + timedelta(**time))


def test_the_access_token_says_who_asks(client, reader, tokens):
    answer = me(client, tokens.access)

    assert (answer.status_code, answer.json()["id"]) == (200, reader.pk)
    assert tokens.expires_in == 900


def test_only_a_digest_is_kept(tokens):
    [row] = RefreshToken.objects.values()

    assert tokens.refresh not in str(row)
    assert len(row["digest"]) == 64


def test_a_refresh_gives_the_next_pair_of_the_same_device(client, tokens):
    second = renew(tokens.refresh)

    assert second.refresh != tokens.refresh
    assert Device.objects.count() == 1
    assert me(client, second.access).status_code == 200
    assert renew(second.refresh).refresh not in (tokens.refresh, second.refresh)


def test_an_old_token_that_comes_back_ends_the_device(client, tokens):
    second = renew(tokens.refresh)

    with later(seconds=6), pytest.raises(TokenReusedError):
        renew(tokens.refresh)

    with pytest.raises(TokenInvalidError):
        renew(second.refresh)
    assert me(client, second.access).status_code == 401


def test_who_asked_before_it_was_used_is_only_late(client, tokens):
    asked_at = timezone.now()
    second = renew(tokens.refresh)

    with pytest.raises(TokenInUseError):
        renew(tokens.refresh, asked_at=asked_at)

    assert me(client, second.access).status_code == 200


def test_clocks_of_two_servers_may_differ_a_little(client, reader):
    with later(seconds=4):
        tokens = issue_tokens(user=reader, request=RequestFactory().post("/"))
        second = renew(tokens.refresh)

    assert me(client, second.access).status_code == 200
    with pytest.raises(TokenInUseError):
        renew(tokens.refresh)
    with later(minutes=-1):
        assert me(client, second.access).status_code == 401


@pytest.mark.parametrize("junk", ["", "x", "x" * 10_000, "\ud800", "\x00", "令牌"])
def test_what_is_no_token_is_refused(junk):
    with pytest.raises(TokenInvalidError):
        renew(junk)


def test_a_token_ends_after_thirty_days(tokens):
    with (
        later(days=30, seconds=1),
        pytest.raises(TokenInvalidError),
    ):
        renew(tokens.refresh)


def test_an_access_token_ends_after_fifteen_minutes(client, tokens):
    with later(minutes=16):
        answer = me(client, tokens.access)

    assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")


def test_signing_out_everywhere_ends_them_at_once(client, reader, tokens):
    assert revoke_devices(user=reader) == 1

    assert me(client, tokens.access).status_code == 401
    with pytest.raises(TokenInvalidError):
        renew(tokens.refresh)


def test_blocking_ends_them_at_once(client, reader, tokens):
    reader.is_active = False
    reader.save()

    assert me(client, tokens.access).status_code == 401
    with pytest.raises(TokenInvalidError):
        renew(tokens.refresh)


@pytest.mark.parametrize("change", ["sub", "device"])
def test_a_token_of_another_person_or_device_is_refused(client, tokens, change):
    from rest_framework_simplejwt.tokens import AccessToken

    forged = AccessToken(tokens.access)
    forged[change] = str(UserFactory().pk) if change == "sub" else 0

    assert me(client, str(forged)).status_code == 401
