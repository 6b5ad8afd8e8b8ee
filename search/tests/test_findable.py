"""Who wishes not to be found by a search is not."""

import pytest

from wagtail.models import Locale

from accounts.models import Preferences
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from search.services import search

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["index", "database"])
def source(request, put_in_index):
    if request.param == "database":
        request.getfixturevalue("index_down")


@pytest.fixture
def hidden(source, put_in_index):
    """A hidden author called 围棋少年, one who is not, and an article of each."""
    pages = []
    for name in ("围棋少年", "围棋老人"):
        author = AuthorPageFactory(title=name)
        book = AnthologyPageFactory(parent=author)
        article = ArticlePageFactory(parent=book, title=f"{name}谈围棋")
        pages += [author, book, article]
    put_in_index(*pages)
    Preferences.objects.create(user=pages[0].user, is_searchable=False)
    return pages[0]


def found(kind: str) -> tuple[list[str], int]:
    answer = search(kind, "围棋", Locale.get_default())
    return sorted(result.title for result in answer.page), answer.counts[kind]


def test_the_person_is_left_out_and_their_articles_are_not(hidden):
    assert found("authors") == (["围棋老人"], 1)
    assert found("articles") == (["围棋少年谈围棋", "围棋老人谈围棋"], 2)


def test_a_change_counts_at_once(hidden):
    Preferences.objects.update(is_searchable=True)

    assert found("authors") == (["围棋少年", "围棋老人"], 2)


def test_by_page_and_api(hidden, client):
    page = client.get("/search/", {"q": "围棋", "kind": "authors"}).content.decode()
    body = client.get("/api/v1/search/", {"q": "围棋", "kind": "authors"}).json()

    assert hidden.url not in page
    assert [row["title"] for row in body["results"]] == ["围棋老人"]


def test_many_hidden_authors_cost_one_query(
    hidden, django_assert_max_num_queries, put_in_index
):
    for number in range(5):
        author = AuthorPageFactory(title=f"围棋{number}")
        put_in_index(author)
        Preferences.objects.create(user=author.user, is_searchable=False)
    found("authors")

    with django_assert_max_num_queries(12):
        assert found("authors") == (["围棋老人"], 1)


def test_robots_are_told_on_the_page_and_not_sent_there(hidden, client):
    shown = AuthorPageFactory(title="别人")
    noindex = '<meta name="robots" content="noindex">'

    assert noindex in client.get(hidden.url).content.decode()
    assert noindex not in client.get(shown.url).content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"{hidden.url}</loc>" not in sitemap
    assert f"{shown.url}</loc>" in sitemap
