"""A provider on this machine, and a person with a browser who goes there and back."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
import requests
from rest_framework.test import APIClient

from django.http import HttpResponse
from django.test import Client

from accounts.social.tests.gateway.oauth import SETTINGS, OAuthGateway

# An address of an app, with a query of its own.
APP = "renran://oauth?from=app&v=1"


@pytest.fixture
def gateway(settings) -> Iterator[OAuthGateway]:
    """All five providers, offered here; requests give up after half a second."""
    settings.SOCIAL_AUTH_REQUESTS_TIMEOUT = 0.5
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    with OAuthGateway() as running:
        settings.SOCIAL_AUTH_GATEWAY = running.url
        yield running


def path_of(address: str) -> str:
    """The path and query of an address of our own."""
    parts = urlsplit(address)
    assert parts.netloc in ("", "testserver")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def agree(address: str) -> str:
    """Where the provider sends a browser that opens `address`."""
    answer = requests.get(address, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


Travel = Callable[..., HttpResponse]


@pytest.fixture
def travel(client: Client, gateway: OAuthGateway) -> Travel:
    """Press the button, agree at the provider, come back: our answer to that."""

    def go(provider: str, *, by: Client = client, **fields: str) -> HttpResponse:
        left = by.post(f"/accounts/social/{provider}/", fields)
        assert left.status_code == 302, left.content.decode()
        return by.get(path_of(agree(left["Location"])))

    return go


@pytest.fixture
def api(gateway: OAuthGateway, settings) -> APIClient:
    settings.SOCIAL_APP_REDIRECTS = [APP, "https://app.example/back"]
    return APIClient()
