"""An import goes on where its anthology is, whatever happens above it."""

import pytest

from wagtail.models import Page

from articles.models import AnthologyPage, ArticlePage, AuthorPage
from articles.tests.factories import AnthologyPageFactory, AuthorPageFactory
from core.pages.tree import hold
from core.tests.at_once import meanwhile
from transfer.reading.sources import Source
from transfer.writing.importing import import_posts

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
POSTS = Source({"a.md": lambda: "# 一".encode(), "b.md": lambda: "# 二".encode()})


@pytest.fixture
def book() -> AnthologyPage:
    return AnthologyPageFactory(parent=AuthorPageFactory(), slug="shu")


def test_posts_stand_where_the_anthology_is_now(book):
    author = AuthorPage.objects.get(pk=book.get_parent().pk)

    def rename() -> None:
        hold({author.pk})
        page = AuthorPage.objects.get(pk=author.pk)
        page.slug = "xin-ming"
        page.save()

    meanwhile(rename, lambda: import_posts(POSTS, author=author, anthology=book))

    made = ArticlePage.objects.child_of(AnthologyPage.objects.get(pk=book.pk))
    paths = {page.url_path.rpartition("/authors/")[2] for page in made}
    assert paths == {"xin-ming/shu/yi/", "xin-ming/shu/er/"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_posts_move_along_with_the_anthology(book):
    author = AuthorPage.objects.get(pk=book.get_parent().pk)
    there = AuthorPageFactory()

    def move() -> None:
        hold({book.pk, author.pk, there.pk})
        AnthologyPage.objects.get(pk=book.pk).move(there, pos="last-child")

    meanwhile(move, lambda: import_posts(POSTS, author=author, anthology=book))

    made = ArticlePage.objects.child_of(AnthologyPage.objects.get(pk=book.pk))
    assert {page.url_path for page in made} == {
        f"{there.url_path}shu/yi/",
        f"{there.url_path}shu/er/",
    }
    assert Page.find_problems() == ([], [], [], [], [])
