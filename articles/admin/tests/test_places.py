"""The tree of pages stays whole whoever works above or below at the same time."""

from collections.abc import Callable

import pytest

from django.test import Client

from wagtail.models import Page

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin.tests.test_turns import at_once, editors
from articles.admin.tests.test_workflow import post_data
from articles.models import AnthologyPage, ArticlePage, AuthorPage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from core.pages.tree import hold
from core.tests.at_once import meanwhile

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
WHOLE = ([], [], [], [], [])


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(groups=[roles.EDITORS], email="e@example.com"))
    return client


@pytest.fixture
def book() -> AnthologyPage:
    return AnthologyPageFactory(parent=AuthorPageFactory(), slug="shu")


def make_article(book: AnthologyPage) -> Callable[[], ArticlePage]:
    """A text of a writer whose window has been open for a while."""
    return lambda: ArticlePageFactory(parent=book, slug="xin")


def rename(author: AuthorPage) -> Callable[[], None]:
    def act() -> None:
        hold({author.pk})
        page = AuthorPage.objects.get(pk=author.pk)
        page.slug = "xin-ming"
        page.save()

    return act


def author_of(book: AnthologyPage) -> AuthorPage:
    return AuthorPage.objects.get(pk=book.get_parent().pk)


def test_nothing_stays_behind_when_what_is_above_is_deleted(book, editor):
    author = author_of(book)
    delete = f"/admin/pages/{author.pk}/delete/"

    answer = meanwhile(make_article(book), lambda: editor.post(delete))

    assert answer.status_code == 302
    assert Page.find_problems() == WHOLE
    assert not Page.objects.filter(slug="xin").exists()
    assert not AuthorPage.objects.filter(pk=author.pk).exists()


def test_nothing_is_made_below_what_is_being_deleted(book):
    def delete() -> None:
        hold({author_of(book).pk})
        author_of(book).delete()

    article = ArticlePage(title="新", slug="xin", locale=book.locale)

    def write() -> str:
        try:
            book.add_child(instance=article)
        except AnthologyPage.DoesNotExist:
            return "nothing to stand on"
        return "made"

    assert meanwhile(delete, write) == "nothing to stand on"
    assert Page.find_problems() == WHOLE
    assert not Page.objects.filter(slug="xin").exists()


def test_a_text_that_is_being_made_gets_the_new_address(book, editor):
    author = author_of(book)
    meanwhile(make_article(book), rename(author))

    article = ArticlePage.objects.get(slug="xin")
    assert article.url_path.endswith("/authors/xin-ming/shu/xin/")
    assert Page.find_problems() == WHOLE


def test_a_text_that_is_made_during_a_renaming_gets_the_new_address(book):
    meanwhile(rename(author_of(book)), make_article(book))

    article = ArticlePage.objects.get(slug="xin")
    assert article.url_path.endswith("/authors/xin-ming/shu/xin/")


def test_a_text_moves_along_with_what_is_above(book, editor):
    there = AuthorPageFactory()
    move = f"/admin/pages/{book.pk}/move/{there.pk}/confirm/"

    answer = meanwhile(make_article(book), lambda: editor.post(move))

    article = ArticlePage.objects.get(slug="xin")
    assert answer.status_code == 302
    assert article.url_path == f"{there.url_path}shu/xin/"
    assert article.get_parent().pk == book.pk
    assert Page.find_problems() == WHOLE


def test_two_who_move_in_opposite_directions_both_arrive():
    one, other = AuthorPageFactory(), AuthorPageFactory()
    this, that = AnthologyPageFactory(parent=one), AnthologyPageFactory(parent=other)
    clients = editors(2)
    for _round in range(3):
        answers = at_once(
            *(
                lambda client=client, page=page, to=to: client.post(
                    f"/admin/pages/{page.pk}/move/{to.pk}/confirm/"
                )
                for client, page, to in zip(
                    clients, (this, that), (other, one), strict=True
                )
            )
        )
        assert answers == [302, 302]
        assert AnthologyPage.objects.get(pk=this.pk).get_parent().pk == other.pk
        assert AnthologyPage.objects.get(pk=that.pk).get_parent().pk == one.pk
        assert Page.find_problems() == WHOLE
        one, other = other, one


def test_many_write_below_one_author_at_once():
    author = AuthorPageFactory()
    books = [AnthologyPageFactory(parent=author) for _n in range(2)]
    made = []

    def write_in(book: AnthologyPage) -> object:
        article = ArticlePageFactory(parent=book)
        made.append(article.pk)
        # The other is done before this one is committed: nobody waits.
        return article

    def first() -> None:
        write_in(books[0])

    meanwhile(first, lambda: write_in(books[1]))

    assert len(made) == 2
    assert Page.find_problems() == WHOLE


def test_a_text_is_saved_while_another_is_made_beside_it(book, editor):
    """An import makes many in one transaction: writers go on meanwhile."""
    article = ArticlePageFactory(parent=book, title="旧题", slug="ti")
    edit = f"/admin/pages/{article.pk}/edit/"
    done = []

    def save() -> object:
        answer = editor.post(edit, post_data("新题", "文", slug="ti"))
        # Not to be seen yet: nobody was waited for.
        done.append(ArticlePage.objects.filter(slug="xin").exists())
        return answer

    answer = meanwhile(make_article(book), save)

    assert (answer.status_code, done) == (302, [False])
    newest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert newest.title == "新题"
