"""A list asks as often for twelve rows as for three: files and pages."""

from collections.abc import Callable

import pytest
from wagtail_localize.models import Translation, TranslationSource

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.documents import get_document_model
from wagtail.models import Locale

from accounts.tests.factories import UserFactory
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 12


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def asked(client: Client, address: str) -> int:
    client.get(address)  # what is asked once for ever
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries)


def grows(client: Client, address: str, more: Callable[[], object]) -> tuple[int, int]:
    """How many queries the list at `address` takes for few rows, and for many."""
    for _n in range(FEW):
        more()
    few = asked(client, address)
    for _n in range(MANY - FEW):
        more()
    return few, asked(client, address)


def a_picture() -> None:
    CustomImageFactory().tags.add("山", "水")


def a_document() -> None:
    file = ContentFile(b"x", name="a.txt")
    document = get_document_model().objects.create(title="文件", file=file)
    document.tags.add("山", "水")


@pytest.mark.parametrize(
    ("kind", "more"), [("images", a_picture), ("documents", a_document)]
)
def test_files_in_the_api(desk, kind, more):
    few, many = grows(desk, f"/api/v2/{kind}/?fields=*", more)

    assert few == many


@pytest.mark.parametrize("address", ["/admin/images/", "/admin/documents/"])
def test_files_at_the_desk(desk, address):
    more = a_picture if "images" in address else a_document

    few, many = grows(desk, address, more)

    assert few == many


def an_article(book) -> None:
    article = ArticlePageFactory(parent=book)
    source, _made = TranslationSource.update_or_create_from_instance(article)
    english = Locale.objects.get(language_code="en")
    Translation.objects.create(source=source, target_locale=english)


def test_pages_at_the_desk(desk):
    book = AnthologyPageFactory()

    few, many = grows(desk, f"/admin/pages/{book.pk}/", lambda: an_article(book))

    assert few == many


def test_pages_at_the_desk_can_be_translated(desk):
    book = AnthologyPageFactory()
    an_article(book)
    [article] = book.get_children()
    source = TranslationSource.objects.get()

    shown = desk.get(f"/admin/pages/{book.pk}/").content.decode()

    assert shown.count(f'/admin/localize/submit/page/{article.pk}/"') == 1
    assert shown.count(f"/admin/localize/update/{source.pk}/?next=") == 1
