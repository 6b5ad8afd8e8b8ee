"""Many pages are asked for at once, and the answer is Wagtail's for each."""

import pytest

from django.contrib.auth.models import AnonymousUser, Group

from wagtail.models import Page

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)
from core.pages.editing import editable
from home.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> ArticlePage:
    return ArticlePageFactory(parent=AnthologyPageFactory())


@pytest.fixture
def waiting(article) -> ArticlePage:
    """Another author's draft, under review."""
    draft = ArticlePageFactory(live=False)
    author = draft.author_page.user
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)
    return draft


def person(name: str, article: ArticlePage):
    return {
        "visitor": AnonymousUser,
        "reader": UserFactory,
        "shut": lambda: UserFactory(is_superuser=True, is_active=False),
        "author": lambda: article.author_page.user,
        "topic editor": lambda: UserFactory(groups=[roles.TOPIC_EDITORS]),
        "editor": lambda: UserFactory(groups=[roles.EDITORS]),
        "moderator": lambda: UserFactory(groups=[roles.MODERATORS]),
        "administrator": lambda: UserFactory(is_superuser=True),
    }[name]()


PEOPLE = [
    *("visitor", "reader", "shut", "author", "topic editor"),
    *("editor", "moderator", "administrator"),
]


@pytest.mark.parametrize("name", PEOPLE)
def test_one_question_for_all_is_answered_as_one_for_each(article, waiting, name):
    TopicPageFactory()
    StandardPageFactory(live=False)
    pages = list(Page.objects.all().specific())
    user = person(name, article)

    found = editable(user, pages)

    by_wagtail = {
        page.pk for page in pages if page.permissions_for_user(user).can_edit()
    }
    assert found == by_wagtail
    assert (article.pk in found) is (name in ("author", "editor", "administrator"))
    assert Page.objects.get(depth=1).pk not in found


def test_authors_do_not_edit_each_other(article, waiting):
    mine, other = article.author_page.user, waiting.author_page.user

    assert editable(mine, [article, waiting]) == {article.pk}
    assert editable(other, [article]) == set()


@pytest.mark.parametrize("count", [1, 8])
def test_many_pages_cost_as_much_as_one(
    article, waiting, count, django_assert_max_num_queries
):
    editor = UserFactory(groups=[roles.EDITORS])
    pages = [waiting, *(ArticlePageFactory() for _page in range(count))]

    with django_assert_max_num_queries(8):
        found = editable(editor, pages)

    assert found == {page.pk for page in pages}


def test_of_no_pages_nobody_is_asked(django_assert_num_queries):
    administrator = UserFactory(is_superuser=True)
    root = Page.objects.get(depth=1)

    with django_assert_num_queries(0):
        assert editable(administrator, []) == set()
        assert editable(administrator, [root]) == set()


def test_a_draft_is_open_to_those_it_waits_for_while_it_waits(article, waiting):
    """A reviewer without any right of their own in the tree."""
    reviewers = Group.objects.create(name="审稿人")
    state = waiting.current_workflow_task_state
    state.task.specific.groups.add(reviewers)
    reviewer, reader = UserFactory(groups=[reviewers.name]), UserFactory()

    assert editable(reviewer, [article, waiting]) == {waiting.pk}
    assert editable(reader, [article, waiting]) == set()

    waiting.current_workflow_state.cancel()

    assert editable(reviewer, [article, waiting]) == set()
