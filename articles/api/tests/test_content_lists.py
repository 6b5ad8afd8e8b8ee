"""Lists of `/api/v2/`: honest filters, nothing that is not public, a fixed cost."""

from datetime import UTC, datetime

import pytest

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Locale, Site
from wagtail.models import PageViewRestriction as Restriction
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from articles.models import ArticlePage, CoAuthor
from articles.tests.content import PAGES, accept, titles
from articles.tests.factories import (
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from core.caching.ledger import Entered
from core.caching.making import watching
from core.caching.pieces import Pieces
from images.models import CustomImage
from images.tests.factories import CustomImageFactory
from tests.indexes import make_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(book):
    """甲 (author's, co-written, topic), 乙 (sub-topic, tag), 丙 (somebody else's)."""
    first, second = (
        ArticlePageFactory(
            parent=book,
            title=title,
            first_published_at=datetime(2026, month, 1, tzinfo=UTC),
        )
        for title, month in (("甲", 3), ("乙", 4))
    )
    third = ArticlePageFactory(
        title="丙", first_published_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    CoAuthor.objects.create(article=third, author=book.author)
    topic = TopicPageFactory(title="手艺", slug="shou-yi")
    accept(first, topic)
    accept(second, TopicPageFactory(parent=topic, slug="zhi"))
    second.tags.add("纸")
    second.save()
    return {"author": book.author, "anthology": book, "topic": topic}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("author", ["丙", "乙", "甲"]),
        ("anthology", ["乙", "甲"]),
        ("topic", ["乙", "甲"]),
    ],
)
@pytest.mark.parametrize("by", ["pk", "slug"])
def test_filters_by_id_and_by_slug(client, shelf, name, expected, by):
    value = getattr(shelf[name], by)

    assert titles(client, **{name: value}) == expected
    assert titles(client, type="articles.ArticlePage", **{name: value}) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"tag": "纸"}, ["乙"]),
        ({"tag": "没有"}, []),
        ({"published_after": "2026-04-01"}, ["丙", "乙"]),
        ({"published_before": "2026-04-01"}, ["甲"]),
        ({"published_after": "2026-04-01", "published_before": "2026-05-01"}, ["乙"]),
        ({"topic": "shou-yi", "tag": "纸"}, ["乙"]),
        ({"topic": "zhi", "author": "shen-yan-qiu"}, ["乙"]),
    ],
)
def test_filters_by_tag_and_day_and_together(client, shelf, query, expected):
    assert titles(client, **query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"author": "nobody"}, "author: no such page"),
        ({"author": "9" * 30}, "author: no such page"),
        ({"author": "9" * 5000}, "author: no such page"),
        ({"topic": "0"}, "topic: no such page"),
        ({"anthology": "²"}, "anthology: no such page"),
        ({"author": "\x00"}, "null characters are not allowed"),
        (
            {"published_after": "yesterday"},
            "published_after: not a date, expected YYYY-MM-DD",
        ),
        (
            {"published_after": "0001-01-01"},
            "published_after: not a date, expected YYYY-MM-DD",
        ),
        (
            {"published_before": "2026-02-30"},
            "published_before: not a date, expected YYYY-MM-DD",
        ),
        (
            {"search": "x", "search_operator": "x"},
            "search_operator must be 'and' or 'or'",
        ),
        (
            {"colour": "red"},
            "query parameter is not an operation or a recognised field: colour",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_reason(client, query, message):
    answer = client.get(PAGES, query)

    assert answer.status_code == 400
    assert answer.json() == {
        "code": "invalid_query",
        "detail": message,
        "errors": {},
        "message": message,
    }


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_a_page_that_is_not_there_is_404(client, key):
    assert client.get(f"{PAGES}{key}/").status_code == 404


def test_drafts_and_private_pages_are_absent(client, book):
    ArticlePageFactory(parent=book, title="公开")
    draft = ArticlePageFactory(parent=book, title="草稿", live=False)
    closed = ArticlePageFactory(parent=book, title="私密")
    Restriction.objects.create(page=closed, restriction_type="login")

    assert titles(client, type="articles.ArticlePage") == ["公开"]
    assert titles(client, anthology=book.pk) == ["公开"]
    for page in (draft, closed):
        assert client.get(f"{PAGES}{page.pk}/").status_code == 404


def test_a_list_costs_the_same_for_five_and_for_twenty(client):
    def add(number: int) -> None:
        for _n in range(number):
            article = ArticlePageFactory(cover=CustomImageFactory())
            accept(article, TopicPageFactory())
            CoAuthor.objects.create(article=article, author=AuthorPageFactory())
            article.tags.add("纸")
            article.save()

    def cost() -> tuple[int, int]:
        cache.clear()
        query = {"type": "articles.ArticlePage", "fields": "*", "limit": 50}
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(PAGES, query)
        return len(answer.json()["items"]), len(queries)

    add(5)
    (five, cost_of_five) = cost()
    add(15)
    (twenty, cost_of_twenty) = cost()

    assert (five, twenty) == (5, 20)
    assert cost_of_twenty == cost_of_five <= 20


@pytest.mark.parametrize("query", [{}, {"type": "articles.ArticlePage"}])
def test_a_search_counts_what_it_finds(client, book, query):
    make_index(ArticlePage)
    for title in ("围棋谱", "围棋史", "山水"):
        insert_or_update_object(ArticlePageFactory(parent=book, title=title))
    get_search_backend().get_index_for_model(ArticlePage).refresh()

    answer = client.get(PAGES, {"search": "围棋", "limit": 1, **query}).json()

    assert answer["meta"]["total_count"] == 2
    assert len(answer["items"]) == 1


def test_the_number_of_all_is_that_of_now(client, book):
    first, other = ArticlePageFactory(parent=book), ArticlePageFactory()

    def counted(**query) -> int:
        asked = {"type": "articles.ArticlePage", "limit": 1, **query}
        return client.get(PAGES, asked).json()["meta"]["total_count"]

    store = Pieces()
    for _twice in range(2):
        with watching(store):
            assert [counted(), counted(anthology=book.pk), counted(offset=1)] == [
                2,
                1,
                2,
            ]
    ArticlePage.objects.filter(pk=other.pk).update(live=False)
    store.hear([Entered(1, frozenset({"pages"}), False)])
    with watching(store):
        assert [counted(), counted(anthology=first.anthology_id)] == [1, 1]


def test_find_knows_the_language_of_the_address(client):
    english = Locale.objects.get(language_code="en")
    home = Site.objects.get().root_page.get_translation(english)
    index = home.get_children().live().first()

    for page, path in ((home, "/en/"), (index, f"/en/{index.slug}/")):
        found = client.get(f"{PAGES}find/", {"html_path": path})
        assert found.status_code == 302
        assert f"{PAGES}{page.pk}/" in found["Location"]
    unknown = client.get(f"{PAGES}find/", {"html_path": "/en/nowhere/"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_open_files_are_found_by_their_words(client, kind):
    make_index(CustomImage)
    image = CustomImageFactory(title="围棋盘")
    ArticlePageFactory(cover=image)
    insert_or_update_object(image)
    get_search_backend().get_index_for_model(CustomImage).refresh()

    answer = client.get(f"/api/v2/{kind}/", {"search": "围棋盘"})

    assert answer.status_code == 200
    found = [item["title"] for item in answer.json()["items"]]
    assert found == (["围棋盘"] if kind == "images" else [])
