"""Shared by the tests of the door; a module with another `reader` says so."""

import pytest

from accounts.door.consents import current_versions, record_consents
from accounts.models import User
from accounts.tests.factories import UserFactory


@pytest.fixture
def reader() -> User:
    user = UserFactory(
        username="linwen", mobile="+8613812345678", email="linwen@example.com"
    )
    record_consents(user=user, versions=current_versions())
    return user


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Posts a form, with what follows its commit."""

    def post(address: str, **data: str):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data)

    return post
