"""What anybody may type into an address of the content API."""

import pytest

from django.test import Client

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
