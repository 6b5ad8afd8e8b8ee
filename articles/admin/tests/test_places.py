"""The tree of pages stays whole whoever works above or below at the same time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from django.db import transaction
from django.test import Client
from django.utils import timezone

from wagtail.models import Page, Revision

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin.tests.test_turns import at_once, editors
from articles.admin.tests.test_workflow import post_data
from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage
from articles.services import open_notebook
from articles.services.leaving import leave_texts
from articles.services.schedule import keep_schedules
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from core.pages.tree import hold, hold_alone, hold_places
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


def write(article: ArticlePage, title: str, **revised: object) -> Callable[[], None]:
    """What saving at the desk does."""

    def act() -> None:
        hold_alone({article.pk})
        page = ArticlePage.objects.get(pk=article.pk)
        page.title = title
        page.save_revision(**revised)

    return act


def newest_title(article: ArticlePage) -> str:
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title


def test_what_is_deleted_while_its_time_is_set_leaves_no_version(book, editor):
    article = ArticlePageFactory(parent=book)
    moment = timezone.now() - timedelta(minutes=1)
    schedule = write(article, "新", approved_go_live_at=moment)

    answer = meanwhile(schedule, lambda: editor.post(f"/admin/pages/{book.pk}/delete/"))

    assert answer.status_code == 302
    assert not Revision.objects.filter(object_id=str(article.pk)).exists()
    assert keep_schedules() == 0


def test_who_saves_what_is_being_deleted_above_is_told(book, editor):
    article = ArticlePageFactory(parent=book, slug="ti")

    def delete() -> None:
        hold_places({book.pk}, below=True)
        AnthologyPage.objects.get(pk=book.pk).delete()

    edit = f"/admin/pages/{article.pk}/edit/"
    form = post_data("新题", "文", slug="ti")
    answer = meanwhile(delete, lambda: editor.post(edit, form))

    assert answer.status_code == 404
    assert not Revision.objects.filter(object_id=str(article.pk)).exists()


@pytest.mark.parametrize("action", ["unpublish", "bulk/unpublish", "bulk/publish"])
def test_what_is_written_below_meanwhile_stays(book, editor, action):
    article = ArticlePageFactory(parent=book, title="旧")
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    address = f"/admin/pages/{book.pk}/{action}/"
    if action.startswith("bulk"):
        name = action.removeprefix("bulk/")
        address = f"/admin/bulk/wagtailcore/page/{name}/?id={book.pk}"

    answer = meanwhile(
        write(article, "新"),
        lambda: editor.post(address, {"include_descendants": "on"}),
    )

    assert answer.status_code == 302
    assert newest_title(article) == "新"


def leave(author: AuthorPage) -> Callable[[], None]:
    return lambda: leave_texts(author.user, keeps_texts=False)


def test_nothing_is_made_below_an_author_who_is_leaving(book, editor):
    author = author_of(book)
    add = f"/admin/pages/add/articles/articlepage/{book.pk}/"
    form = post_data("新", "文", slug="xin")

    answer = meanwhile(leave(author), lambda: editor.post(add, form))

    assert answer.status_code == 404
    assert not Page.objects.filter(path__startswith=author.path).exists()
    assert Page.find_problems() == WHOLE


def test_what_was_made_below_an_author_leaves_too(book):
    author = author_of(book)

    meanwhile(make_article(book), leave(author))

    assert not Page.objects.filter(path__startswith=author.path).exists()
    assert Page.find_problems() == WHOLE


def test_who_leaves_takes_along_what_is_being_saved(book):
    article = ArticlePageFactory(parent=book)
    author = author_of(book)

    meanwhile(write(article, "新", user=author.user), leave(author))

    assert not Page.objects.filter(path__startswith=author.path).exists()
    assert not Revision.objects.filter(object_id=str(article.pk)).exists()


def test_an_alias_is_saved_where_it_stands_now(book, editor):
    source = ArticlePageFactory(title="旧题", slug="ti")
    alias = source.create_alias(parent=book, update_slug="fenshen")
    edit = f"/admin/pages/{source.pk}/edit/"
    form = post_data("新题", "文", slug="ti") | {"action-publish": "1"}

    answer = meanwhile(rename(author_of(book)), lambda: editor.post(edit, form))

    alias = ArticlePage.objects.get(pk=alias.pk)
    assert (answer.status_code, alias.title) == (302, "新题")
    assert alias.url_path.endswith("/authors/xin-ming/shu/fenshen/")


def test_an_alias_that_is_moved_is_taken_off_where_it_stands_now(book, editor):
    source = ArticlePageFactory()
    alias = source.create_alias(parent=book, update_slug="fenshen")
    there = AnthologyPageFactory()

    def move() -> None:
        hold_places({alias.pk}, into={there.pk})
        page = ArticlePage.objects.get(pk=alias.pk)
        page.move(AnthologyPage.objects.get(pk=there.pk), pos="last-child")

    unpublish = f"/admin/pages/{source.pk}/unpublish/"
    answer = meanwhile(move, lambda: editor.post(unpublish))

    alias = ArticlePage.objects.get(pk=alias.pk)
    assert (answer.status_code, alias.live) == (302, False)
    assert alias.url_path == f"{there.url_path}fenshen/"
    assert alias.anthology_id == there.pk
    assert Page.find_problems() == WHOLE


@pytest.mark.parametrize("name", ["home", "author", "newcomer"])
def test_an_import_holds_up_nobody_above_it(book, editor, name):
    """Many texts in one transaction stand on what is above; it is written meanwhile."""
    author, newcomer = author_of(book), UserFactory()
    pages = {"home": Page.objects.get(depth=2, slug="home"), "author": author}
    seen = []

    def act() -> None:
        if name == "newcomer":
            open_notebook(user=newcomer)
        else:
            write_page(pages[name])
        # Not to be seen yet: nobody was waited for.
        seen.append(ArticlePage.objects.filter(slug="xin").exists())

    meanwhile(make_article(book), act)

    assert seen == [False]


def write_page(page: Page) -> None:
    with transaction.atomic():
        hold_alone({page.pk})
        page.specific.save_revision().publish()


def test_who_uses_what_is_being_deleted_is_told(book, editor):
    topic, article = TopicPageFactory(), ArticlePageFactory(parent=book, slug="ti")

    def delete() -> None:
        hold_places({topic.pk}, below=True)
        TopicPage.objects.get(pk=topic.pk).delete()

    edit = f"/admin/pages/{article.pk}/edit/"
    form = post_data("新题", "文", slug="ti") | {"offered_topics": [topic.pk]}
    answer = meanwhile(
        delete, lambda: editor.post(edit, form | {"action-publish": "1"})
    )

    article = ArticlePage.objects.get(pk=article.pk)
    assert answer.status_code == 503
    assert "刚刚被别人删除了" in answer.text
    assert (article.title == "新题", article.revisions.count()) == (False, 0)
    assert editor.post(edit, form).status_code == 200


def save_with(slug: str, page: AnthologyPage) -> Callable[[], None]:
    stale = AnthologyPage.objects.get(pk=page.pk)
    stale.slug = slug
    return stale.save


@pytest.mark.parametrize("is_read_before", [False, True])
def test_who_renames_holds_nothing_another_waits_for(book, is_read_before):
    """One stands on a book and then writes it; the other gives it another address."""
    article = ArticlePageFactory(parent=book)
    if is_read_before:
        # The address was changed since: to save the old one is to change it again.
        rename_it = save_with("shu", book)
        AnthologyPage.objects.filter(pk=book.pk).update(slug="xin-ming")
    else:
        rename_it = save_with("xin-ming", book)
    slug = AnthologyPage.objects.get(pk=book.pk).slug

    meanwhile(
        lambda: hold({article.pk}), rename_it, finally_first=save_with(slug, book)
    )

    assert AnthologyPage.objects.get(pk=book.pk).slug != slug
    assert Page.find_problems() == WHOLE
