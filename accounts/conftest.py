"""Shared by the tests of accounts; a module with another `reader` says who."""

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
