"""What anybody may type into an address of the content API."""

import pytest

from django.test import Client

from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/api/v2/pages/?offset=99999999999999999999",
        "/api/v2/images/?offset=99999999999999999999",
        "/api/v2/documents/?offset=99999999999999999999",
        "/api/v2/pages/?site=%00",
        "/api/v2/pages/?locale=%00",
        "/api/v2/pages/?first_published_at=x",
        "/api/v2/pages/?first_published_at=2020-13-40",
        "/api/v2/pages/?first_published_at=",
    ],
)
def test_nonsense_in_an_address_is_a_refusal_and_no_error_page(address):
    """articles/api/viewsets.py: Wagtail's own parameters go to the database as typed."""
    ArticlePageFactory()

    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code in (200, 400, 404)


HALF = r'"\ud83c"'


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("post", "/api/v1/codes/", f'{{"purpose": {HALF}, "email": "a@example.com"}}'),
        ("patch", "/api/v1/me/", f'{{"gender": {HALF}}}'),
        ("patch", "/api/v1/me/", f'{{"bio": {HALF}}}'),
        ("patch", "/api/v1/me/preferences/", f'{{"language": {HALF}}}'),
        ("patch", "/api/v1/me/preferences/", f'{{"theme": {HALF}}}'),
    ],
)
def test_half_a_character_is_refused_in_words_that_can_be_sent(method, address, body):
    """A refusal that repeats what was chosen cannot be written as UTF-8."""
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    answer = getattr(client, method)(address, body, content_type="application/json")

    assert answer.status_code == 400
