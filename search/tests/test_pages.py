from collections.abc import Callable
from typing import Any

import pytest

from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from wagtail.models import Locale

from accounts.tests.factories import UserFactory
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)


@pytest.fixture
def some_pages(put_in_index: Callable[..., None]) -> None:
    put_in_index(
        ArticlePageFactory(title="围棋入门", markdown="从<b>布局</b>讲起。"),
        TopicPageFactory(title="围棋", description="黑白之间"),
    )


@pytest.mark.usefixtures("some_pages")
class TestSearchPage:
    def test_context(self, client: Client) -> None:
        response = client.get("/search/", {"q": "围棋", "kind": "topics"})

        context = response.context
        assert response.status_code == 200
        assert context["query"] == "围棋"
        assert context["has_query"] is True
        assert context["kind"] == "topics"
        assert [(name, str(label), n) for name, label, n in context["kinds"]] == [
            ("articles", "文章", 1),
            ("topics", "专题", 1),
            ("anthologies", "文集", 0),
            ("authors", "作者", 0),
        ]
        (result,) = context["page_of_results"]
        assert (result.title, result.highlighted, result.excerpt) == (
            "围棋",
            "<mark>围棋</mark>",
            "黑白之间",
        )
        assert result.url == result.page.url

    @pytest.mark.parametrize(
        "typed", ["1/2", '"围棋"', "C++", "a=b&c", "<b>", "围棋？"]
    )
    def test_the_box_shows_what_was_typed(self, client: Client, typed: str) -> None:
        response = client.get("/search/", {"q": f" {typed}\x00 "})

        assert response.context["query"] == typed
        assert f'value="{escape(typed)}"' in response.content.decode()

    def test_results_are_shown(self, client: Client) -> None:
        html = client.get("/search/", {"q": "围棋"}).content.decode()

        assert "<mark>围棋</mark>入门" in html

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"q": ""},
            {"q": '"'},
            {"q": "\x00"},
            {"q": "围棋", "kind": "nonsense", "page": "-7"},
            {"q": "<script>alert(1)</script>"},
            {"q": "x" * 10_000, "page": "9" * 50},
        ],
    )
    def test_any_address_is_a_page(self, client: Client, asked: dict) -> None:
        response = client.get("/search/", asked)

        assert response.status_code == 200
        assert response.context["kind"] == "articles"
        assert b"<script>alert" not in response.content

    def test_same_bytes_for_everyone_without_cookies(self, client: Client) -> None:
        visitor = client.get("/search/", {"q": "围棋"})
        client.force_login(UserFactory())
        reader = client.get("/search/", {"q": "围棋"})

        assert visitor.content == reader.content
        assert not visitor.cookies
        assert "Cookie" not in reader.get("Vary", "")
        assert "public" in reader["Cache-Control"]

    def test_language_comes_from_the_address(self, client: Client) -> None:
        Locale.objects.get_or_create(language_code="en")

        response = client.get(
            "/en/search/", {"q": "围棋"}, headers={"accept-language": "zh"}
        )

        assert response.context["kinds"][0][2] == 0

    def test_only_reading(self, client: Client) -> None:
        assert client.post("/search/", {"q": "围棋"}).status_code == 405

    def test_query_budget(
        self, client: Client, django_assert_max_num_queries: Callable[..., Any]
    ) -> None:
        # The very first request writes the site's settings.
        client.get(reverse("search:search"))
        with django_assert_max_num_queries(15):
            client.get(reverse("search:search"), {"q": "围棋"})


def test_pages_of_many_results(
    client: Client, put_in_index: Callable[..., None]
) -> None:
    book = AnthologyPageFactory()
    put_in_index(*[ArticlePageFactory(parent=book, title="围棋") for _ in range(21)])

    page = client.get("/search/", {"q": "围棋", "page": 2}).context["page_of_results"]

    assert (page.number, page.paginator.num_pages, len(page)) == (2, 2, 1)
