"""Shared by the tests of accounts; a module with another `reader` says so."""

import pytest

from django.test import Client

from accounts.models import User
from accounts.tests.factories import UserFactory


@pytest.fixture
def believed(settings):
    """Everybody is believed to be human."""
    settings.HUMAN_PROVIDER = "off"


@pytest.fixture
def reader() -> User:
    return UserFactory(
        username="linwen", mobile="+8613812345678", email="linwen@example.com"
    )


@pytest.fixture
def own(client, reader) -> Client:
    """The reader's own browser, signed in."""
    client.force_login(reader)
    return client


@pytest.fixture
def send(own, django_capture_on_commit_callbacks):
    """Posts a form of `/me/`, with what follows its commit."""

    def post(page: str, **data: object):
        with django_capture_on_commit_callbacks(execute=True):
            return own.post(f"/me/{page}/", data)

    return post


@pytest.fixture
def call(client, django_capture_on_commit_callbacks):
    """Calls the API as JSON, with what follows its commit; gives status and body."""

    def send(method: str, path: str, data: object = None, token: str = ""):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with django_capture_on_commit_callbacks(execute=True):
            answer = getattr(client, method)(
                f"/api/v1{path}",
                data=data,
                content_type="application/json",
                headers=headers,
            )
        return answer.status_code, answer.json() if answer.content else None

    return send


@pytest.fixture
def token(call, reader) -> str:
    """The access token of the reader's app."""
    _status, body = call(
        "post", "/authorizations/", {"account": "linwen", "password": "renran-test"}
    )
    return body["tokens"]["access"]
