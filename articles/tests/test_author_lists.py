"""Lists of authors count what an author's own page shows."""

import pytest

from articles.lists import in_order
from articles.models import CoAuthor
from articles.models.author import articles_by_author
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_an_author_is_listed_with_as_many_articles_as_their_page_shows(client):
    own, shared = ArticlePageFactory(), ArticlePageFactory()
    author = own.author_page
    hidden = ArticlePageFactory(live=False)
    for article in (own, shared, hidden):
        CoAuthor.objects.create(article=article, author=author)

    listed = articles_by_author(author.locale_id)[author.pk]
    page = client.get(author.url)

    assert listed == (-2, author.title)
    assert page.context["page_of_articles"].paginator.count == 2


def test_whoever_only_wrote_along_is_listed_after_those_who_wrote_more():
    first = ArticlePageFactory()
    ArticlePageFactory(parent=first.anthology)
    other = ArticlePageFactory(live=False).author_page
    assert other.pk not in articles_by_author(other.locale_id)

    CoAuthor.objects.create(article=first, author=other)

    counts = articles_by_author(other.locale_id)
    assert in_order(counts) == [first.author_page.pk, other.pk]
    assert {pk: counted.articles for pk, counted in counts.items()} == {
        first.author_page.pk: 2,
        other.pk: 1,
    }
