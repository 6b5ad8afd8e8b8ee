"""A page that was read earlier is saved with its place and its newest version of now."""

import pytest

from wagtail.models import Page

from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


@pytest.mark.parametrize("slug", ["ti", "bie-ti"])
def test_a_page_stays_where_it_was_moved_meanwhile(slug):
    page = ArticlePageFactory(slug="ti")
    late, there = fresh(page), AnthologyPageFactory()
    late.get_parent()
    fresh(page).move(there, pos="last-child")

    late.slug = slug
    late.save()

    now = fresh(page)
    assert (now.get_parent().pk, now.anthology_id) == (there.pk, there.pk)
    assert now.url_path == f"{there.url_path}{slug}/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_keeps_the_address_it_got_from_above_meanwhile():
    page = ArticlePageFactory(slug="ti")
    late = fresh(page)
    book = page.anthology
    book.slug = "xin"
    book.save()

    late.save()

    assert fresh(page).url_path == f"{book.url_path}ti/"


def test_what_was_made_below_meanwhile_is_counted():
    book = AnthologyPageFactory()
    late = type(book).objects.get(pk=book.pk)
    ArticlePageFactory(parent=book)

    late.save()

    assert type(book).objects.get(pk=book.pk).numchild == 1


def test_what_was_written_meanwhile_stays_the_newest():
    page = ArticlePageFactory(title="旧")
    page.save_revision()
    late, written = fresh(page), fresh(page)
    written.title = "新"
    revision = written.save_revision()

    late.unpublish()

    now = fresh(page)
    assert (now.live, now.latest_revision) == (False, revision)
    assert (now.draft_title, now.has_unpublished_changes) == ("新", True)


def test_a_page_that_was_deleted_meanwhile_stays_so():
    page = ArticlePageFactory()
    late = fresh(page)
    fresh(page).delete()

    with pytest.raises(ArticlePage.DoesNotExist):
        late.save()

    assert not ArticlePage.objects.filter(pk=page.pk).exists()
