"""Devices and their tokens below `/api/v1/`."""

from datetime import timedelta

import pytest
import time_machine

from django.utils import timezone

from accounts.models import Device
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
API = "/api/v1"


def test_tokens_are_renewed(call, reader):
    body = {"account": "linwen", "password": "renran-test"}
    refresh = call("post", "/authorizations/", body)[1]["tokens"]["refresh"]

    status, pair = call("post", "/authorizations/refresh/", {"refresh": refresh})
    assert (status, set(pair)) == (200, {"access", "refresh", "expires_in"})
    with time_machine.travel(timezone.now() + timedelta(seconds=6)):
        status, refusal = call("post", "/authorizations/refresh/", {"refresh": refresh})

    assert (status, refusal["code"]) == (401, "token_reused")
    status, refusal = call("get", "/me/", token=pair["access"])
    assert (status, refusal["code"]) == (401, "token_not_valid")


@pytest.mark.parametrize("path", ["/authorizations/current/", "/authorizations/all/"])
def test_signing_out(call, reader, token, path):
    body = {"account": "linwen", "password": "renran-test"}
    other = call("post", "/authorizations/", body)[1]["tokens"]["access"]

    assert call("delete", path, token=token) == (204, None)

    assert call("get", "/me/", token=token)[0] == 401
    assert call("get", "/me/", token=other)[0] == (200 if "current" in path else 401)


@pytest.mark.parametrize(
    "token", ["", "x", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "令牌"]
)
def test_what_is_no_token_is_refused(client, token):
    headers = {"Authorization": f"Bearer {token}".encode().decode("latin-1")}

    assert client.get(f"{API}/me/", headers=headers).status_code == 401


def test_devices_are_listed_and_revoked(call, reader, token):
    body = {"account": "linwen", "password": "renran-test"}
    other = call("post", "/authorizations/", body)[1]["tokens"]["access"]
    devices = call("get", "/me/devices/", token=token)[1]
    assert [device["is_current"] for device in devices] == [False, True]

    path = f"/me/devices/{devices[0]['id']}/"
    assert call("delete", path, token=token) == (204, None)

    assert call("get", "/me/", token=other)[0] == 401
    assert call("delete", path, token=token)[0] == 404


def test_devices_of_others_are_out_of_reach(call, reader, token):
    theirs = Device.objects.create(user=UserFactory(), kind="web")

    assert call("delete", f"/me/devices/{theirs.pk}/", token=token)[0] == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None
