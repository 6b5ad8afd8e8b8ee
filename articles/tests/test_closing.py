"""What closes a page: restrictions above it, and whatever closes its source."""

from datetime import timedelta

import pytest

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from wagtail.models import Locale, Page, PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)
from core.models import ClosedPage
from core.pages.closing import restrictions_on
from core.pages.querysets import published_pages
from core.pages.settling import TOGETHER, settle

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "login", "password"


@pytest.fixture
def article():
    return ArticlePageFactory(title="造纸")


@pytest.fixture
def alias(article):
    return article.create_alias(parent=AnthologyPageFactory())


def english(page: Page) -> Page:
    """A published translation of `page`, with what is above it."""
    copy = page.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def restrict(page: Page, kind: str = LOGIN, **values) -> PageViewRestriction:
    return PageViewRestriction.objects.create(
        page=page, restriction_type=kind, **values
    )


def is_open(page: Page) -> bool:
    return published_pages().filter(pk=page.pk).exists()


def test_a_restriction_closes_all_below_and_nothing_else():
    locked = TopicPageFactory()
    below, beside = TopicPageFactory(parent=locked), TopicPageFactory()

    restrict(locked)

    assert [is_open(page) for page in (locked, below, beside)] == [False, False, True]
    public = set(Page.objects.live().public().values_list("pk", flat=True))
    assert set(published_pages().values_list("pk", flat=True)) == public


def test_it_opens_again_when_the_restriction_goes(article, alias):
    translation = english(article)
    restriction = restrict(article)
    closed = [is_open(page) for page in (article, alias, translation)]

    restriction.delete()

    assert closed == [False] * 3
    assert [is_open(page) for page in (article, alias, translation)] == [True] * 3
    assert not ClosedPage.objects.exists()


def test_what_is_made_below_a_restriction_is_closed_at_once(article):
    restrict(article.anthology)

    assert not is_open(ArticlePageFactory(parent=article.anthology))


def test_a_page_moved_into_a_closed_book_closes_and_out_of_it_opens(article, alias):
    closed, free = AnthologyPageFactory(), AnthologyPageFactory()
    restrict(closed)

    article.move(closed, pos="last-child")
    inside = [is_open(page) for page in (article, alias)]
    ArticlePage.objects.get(pk=article.pk).move(free, pos="last-child")

    assert inside == [False, False]
    assert [is_open(page) for page in (article, alias)] == [True, True]


def test_what_is_written_below_a_copy_of_a_closed_page_is_closed(article):
    book = english(article.anthology)
    native = ArticlePageFactory(parent=book, locale=book.locale)
    assert is_open(native)

    restrict(article.author_page)

    assert [is_open(page) for page in (book, native)] == [False, False]


def test_an_alias_of_an_alias_follows_the_first(article, alias):
    second = alias.create_alias(parent=AnthologyPageFactory())

    restriction = restrict(article.anthology)
    closed = is_open(second)
    restriction.delete()
    opened = is_open(second)
    Page.objects.filter(pk=article.pk).update(live=False)
    settle()

    assert [closed, opened, is_open(second)] == [False, True, False]


def test_a_translation_goes_when_its_source_is_taken_back(article):
    translation = english(article)

    article.unpublish()
    gone = is_open(translation)
    article.save_revision().publish()

    assert (gone, is_open(translation)) == (False, True)


def test_a_translation_may_come_before_its_source_ever_was_out():
    draft = ArticlePageFactory(live=False, first_published_at=None)

    assert is_open(english(draft))


def test_a_closed_translation_closes_nothing_but_itself(article):
    translation = english(article)

    restrict(translation)

    assert [is_open(article), is_open(translation)] == [True, False]


def test_an_alias_of_a_scheduled_draft_is_not_out(article, alias):
    article.go_live_at = timezone.now() + timedelta(days=1)

    article.save_revision().publish()

    article.refresh_from_db()
    alias.refresh_from_db()
    assert [article.live, alias.live, is_open(alias)] == [False, False, False]


def test_an_alias_comes_out_with_its_scheduled_draft(alias, article):
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.save_revision().publish()
    revision = article.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = revision.content["first_published_at"]
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()

    call_command("publish_scheduled")

    assert [is_open(article), is_open(alias)] == [True, True]


def test_nothing_is_readable_past_its_end(article, alias):
    for page in (article, alias):
        ArticlePage.objects.filter(pk=page.pk).update(
            expire_at=timezone.now() - timedelta(minutes=1)
        )

    assert [is_open(article), is_open(alias)] == [False, False]


def test_what_was_closed_with_a_page_does_not_open_when_it_is_deleted(article, alias):
    translation = english(article)
    free = english(ArticlePageFactory(title="墨"))
    restrict(article)

    Page.objects.get(pk=article.pk).delete()

    alias.refresh_from_db()
    translation.refresh_from_db()
    assert [alias.live, translation.live, is_open(free)] == [False, False, True]


def test_a_shared_password_is_asked_once(article, alias):
    first = restrict(article, PASSWORD, password="山")
    restrict(alias, PASSWORD, password="山")
    other = restrict(alias.get_parent(), PASSWORD, password="水")

    assert set(restrictions_on(alias)) == {first, other}


def test_the_command_mends_what_was_changed_past_the_signals(article, alias):
    restriction = PageViewRestriction(page=article, restriction_type=LOGIN)
    PageViewRestriction.objects.bulk_create([restriction])
    assert is_open(alias)

    call_command("settle_pages")
    closed = is_open(alias)
    PageViewRestriction.objects.all()._raw_delete("default")
    call_command("settle_pages")

    assert (closed, is_open(alias)) == (False, True)


def test_whoever_commits_last_sees_the_other(
    article, django_capture_on_commit_callbacks
):
    """The restriction was not committed yet when the page looked."""
    with django_capture_on_commit_callbacks(execute=True):
        page = ArticlePageFactory(parent=article.anthology)
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=article.anthology, restriction_type=LOGIN)]
        )
        assert is_open(page)

    assert not is_open(page)


def test_a_circle_of_aliases_ends(article, alias):
    Page.objects.filter(pk=article.pk).update(alias_of=alias.pk)

    assert settle() == 0


def test_saving_asks_a_fixed_number_of_questions(
    article, django_assert_max_num_queries
):
    ArticlePageFactory.create_batch(5, parent=article.anthology)
    english(article)
    from django.db.models import Q

    with django_assert_max_num_queries(10):
        settle(Q(pk=article.pk))


def close_unseen(*pages: Page) -> None:
    """As somebody does whose work is not committed yet: no signal tells of it here."""
    rows = [PageViewRestriction(page=p, restriction_type=LOGIN) for p in pages]
    PageViewRestriction.objects.bulk_create(rows)


@pytest.mark.parametrize("count", [1, 3, TOGETHER + 1])
def test_after_the_commit_all_pages_of_a_transaction_are_looked_at(
    article, django_capture_on_commit_callbacks, count
):
    articles = [ArticlePageFactory(parent=article.anthology) for _n in range(count)]
    with django_capture_on_commit_callbacks(execute=True):
        for each in articles:
            each.save()
        close_unseen(*articles)
        assert is_open(articles[0])

    assert [is_open(each) for each in articles] == [False] * count
    assert is_open(article)


@transaction.atomic
def save_and_fail(page: Page) -> None:
    page.save()
    raise ZeroDivisionError


def test_what_was_rolled_back_takes_nothing_along(
    article, django_capture_on_commit_callbacks
):
    other = ArticlePageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError):
            save_and_fail(other)
        article.save()
        close_unseen(article)

    assert not is_open(article)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_another_transaction_lost_is_not_looked_at(article):
    with pytest.raises(ZeroDivisionError):
        save_and_fail(article)

    with transaction.atomic():
        article.anthology.save()
        assert connection.pages_to_settle == [Q(pk=article.anthology_id)]
    assert connection.pages_to_settle == []
