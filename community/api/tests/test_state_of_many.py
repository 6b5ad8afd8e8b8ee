"""`?pages=1,2,3`: a list on the screen costs no more than one page."""

import pytest

from django.core.cache import cache
from django.test import Client

from wagtail.models import PageViewRestriction

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles import access
from articles.models import Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from community.api.pages import state_for

pytestmark = pytest.mark.django_db

STATE = "/api/v1/me/state/"
# May they edit (rights, then pages), who reviews them, what is for sale, who wrote
# it, and the one grant.
QUERIES = 6
# Who asks (4), whether they see the desk (2), which pages are public, and the same
# of a reader without rights, to whom no page need be looked for.
WHOLE_CALL = 10


@pytest.fixture
def book():
    return AnthologyPageFactory(parent=AuthorPageFactory())


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(client, *ids: object) -> list[dict]:
    answer = client.get(STATE, {"pages": ",".join(map(str, ids))})
    assert answer.status_code == 200
    return answer.json()["pages"]


def handed_in_by(user, articles) -> set[int]:
    """A grant over a real table: whoever handed an article in may read all of it."""
    rows = Submission.objects.filter(submitted_by=user, article__in=articles)
    return set(rows.values_list("article_id", flat=True))


@pytest.fixture
def grant(monkeypatch):
    monkeypatch.setattr(access.GRANTS, "_parts", {"handed in": handed_in_by})


def test_each_page_is_answered_as_it_is_alone_and_in_the_order_asked(book, grant):
    free, shut, read = (
        ArticlePageFactory(parent=book, price=price) for price in (0, 300, 300)
    )
    reader = UserFactory()
    Submission.objects.create(
        article=read, topic=TopicPageFactory(), submitted_by=reader
    )
    client = client_of(reader)

    found = ask(client, shut.pk, read.pk, free.pk)

    assert found == [
        {
            "edit_url": None,
            "can_read_all": False,
            "paid_url": None,
            "full_url": f"/p/{shut.code}/full/",
            "id": shut.pk,
        },
        {
            "edit_url": None,
            "can_read_all": True,
            "paid_url": f"/api/v1/articles/{read.pk}/paid/",
            "full_url": f"/p/{read.code}/full/",
            "id": read.pk,
        },
        {
            "edit_url": None,
            "can_read_all": True,
            "paid_url": None,
            "full_url": None,
            "id": free.pk,
        },
    ]
    for state in found:
        alone = client.get(STATE, {"page": state["id"]}).json()["page"]
        assert alone == {key: value for key, value in state.items() if key != "id"}


@pytest.mark.parametrize("role", ["author", "editor", "admin", "reader"])
def test_whoever_may_edit_is_told_where(book, role):
    article = ArticlePageFactory(parent=book)
    other = ArticlePageFactory()
    user = {
        "author": lambda: article.author_page.user,
        "editor": lambda: UserFactory(groups=[roles.EDITORS]),
        "admin": lambda: UserFactory(is_superuser=True),
        "reader": UserFactory,
    }[role]()

    found = [state["edit_url"] for state in ask(client_of(user), article.pk, other.pk)]

    own, foreign = (f"/admin/pages/{page.pk}/edit/" for page in (article, other))
    assert (
        found
        == {
            "author": [own, None],
            "editor": [own, foreign],
            "admin": [own, foreign],
            "reader": [None, None],
        }[role]
    )


def test_what_is_not_public_not_there_or_no_id_is_left_out(client, book):
    draft = ArticlePageFactory(parent=book, live=False)
    private, open_one = (ArticlePageFactory(parent=book) for _n in range(2))
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    found = ask(client, draft.pk, private.pk, "x", "", 0, "9" * 30, open_one.pk)

    assert [state["id"] for state in found] == [open_one.pk]


def test_a_page_named_twice_is_answered_once(client, book):
    article = ArticlePageFactory(parent=book)

    found = ask(client, article.pk, f" {article.pk} ", article.pk)

    assert [state["id"] for state in found] == [article.pk]


def test_a_hundred_are_answered_and_one_more_is_refused(client, book):
    article = ArticlePageFactory(parent=book)
    hundred = [article.pk, *range(900_000, 900_099)]

    assert [state["id"] for state in ask(client, *hundred)] == [article.pk]
    answer = client.get(STATE, {"pages": ",".join(map(str, [*hundred, 900_100]))})
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "code": "too_many_pages",
            "detail": "一次最多问 100 个页面。",
            "errors": {},
        },
    )


def test_the_call_for_one_page_says_nothing_of_many(client, book):
    article = ArticlePageFactory(parent=book)

    answer = client.get(STATE, {"page": article.pk}).json()

    assert set(answer) == {"user", "page", "csrf_token"}
    assert client.get(STATE, {"pages": ""}).json()["pages"] == []


@pytest.mark.parametrize("count", [1, 50])
def test_each_feature_is_asked_once(book, grant, count, django_assert_num_queries):
    """One may be edited, so all questions are asked, whatever the number."""
    pages = [ArticlePageFactory(parent=book, price=300) for _n in range(count)]
    # An author elsewhere: has rights on some pages, on none of these.
    user = AuthorPageFactory().user
    user = type(user).objects.get(pk=user.pk)
    state_for(user, pages[:1])  # content types are kept for good
    user = type(user).objects.get(pk=user.pk)

    with django_assert_num_queries(QUERIES):
        states = state_for(user, pages)

    assert [state["can_read_all"] for state in states.values()] == [False] * count


@pytest.mark.parametrize("count", [1, 50])
def test_the_whole_call_costs_the_same(book, count, django_assert_num_queries):
    pages = [ArticlePageFactory(parent=book, price=300) for _n in range(count)]
    client = client_of(UserFactory())
    ask(client, *[page.pk for page in pages])
    cache.clear()

    with django_assert_num_queries(WHOLE_CALL) as asked:
        found = ask(client, *[page.pk for page in pages])

    assert len(found) == count, asked.captured_queries


def test_whoever_reviews_a_page_may_edit_it(book):
    """Many that wait for one task cost one answer of the task."""
    reviewer = UserFactory(groups=[roles.EDITORS])
    reviewer.groups.first().page_permissions.all().delete()
    pages = [ArticlePageFactory(parent=book) for _n in range(3)]
    for page in pages[:2]:
        page.save_revision()
        page.get_workflow().start(page, book.author.user)

    found = ask(client_of(reviewer), *[page.pk for page in pages])

    assert [state["edit_url"] is not None for state in found] == [True, True, False]
    assert ask(client_of(UserFactory()), pages[0].pk)[0]["edit_url"] is None
