"""Lists of authors count what an author's own page shows."""

import pytest

from articles.models import AuthorPage, CoAuthor
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_an_author_is_listed_with_as_many_articles_as_their_page_shows(client):
    own, shared = ArticlePageFactory(), ArticlePageFactory()
    author = own.author_page
    hidden = ArticlePageFactory(live=False)
    for article in (own, shared, hidden):
        CoAuthor.objects.create(article=article, author=author)

    [listed] = AuthorPage.objects.for_listing().filter(pk=author.pk)
    page = client.get(author.url)

    assert listed.article_count == 2
    assert page.context["page_of_articles"].paginator.count == 2


def test_whoever_only_wrote_along_is_listed_after_those_who_wrote_more():
    first = ArticlePageFactory()
    ArticlePageFactory(parent=first.anthology)
    other = ArticlePageFactory(live=False).author_page
    assert not AuthorPage.objects.for_listing().filter(pk=other.pk).exists()

    CoAuthor.objects.create(article=first, author=other)

    counts = [
        (page.pk, page.article_count) for page in AuthorPage.objects.for_listing()
    ]
    assert counts == [(first.author_page.pk, 2), (other.pk, 1)]
