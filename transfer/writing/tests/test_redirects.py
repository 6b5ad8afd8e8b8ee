"""An old address leads to one page, also when two are published at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from django.db import connection

from wagtail.contrib.redirects.models import Redirect

from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from transfer.models import ImportedPost
from transfer.writing.redirects import lead_old_paths

OLD = "/authors/old/address"


def waiting(book, name: str) -> ArticlePage:
    """An article that was at `OLD` before, as its import noted."""
    article = ArticlePageFactory(parent=book)
    ImportedPost.objects.create(
        page=article,
        author_page=article.author_page,
        path=name,
        source=b"",
        waiting_paths=[OLD],
    )
    return article


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_that_ask_for_one_address_at_once_are_one_redirect(client):
    book = AnthologyPageFactory()
    for number in range(10):
        pair = [waiting(book, f"{number}{letter}.md") for letter in "ab"]
        start = threading.Barrier(2, timeout=30)

        def lead(article: ArticlePage, start=start) -> None:
            start.wait()
            lead_old_paths(article)
            connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lead, pair))

        row = Redirect.objects.get(old_path=OLD)
        assert row.redirect_page_id in [article.pk for article in pair]
        assert client.get(OLD)["Location"] == row.redirect_page.url
        row.delete()
