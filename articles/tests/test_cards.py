"""Entries of lists: what a card shows is known where its article is gone, too."""

import pytest

from articles.lists import article_entries
from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from core.caching.ledger import Entered
from core.caching.making import watching
from core.caching.pieces import Pieces, piece

pytestmark = pytest.mark.django_db


def title(pk: int) -> str:
    def make() -> str:
        article = article_entries([pk])[0].page()
        return article.title if article else ""

    return piece(f"card {pk}", make)


def test_an_article_that_went_and_came_back_is_shown_again():
    article = ArticlePageFactory(title="早市")
    rows, store = ArticlePage.objects.filter(pk=article.pk), Pieces()
    rows.update(live=False)
    with watching(store):
        assert title(article.pk) == ""

        rows.update(live=True)
        store.hear([Entered(1, frozenset({article.row_tag}), False)])

        assert title(article.pk) == "早市"
