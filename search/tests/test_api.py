from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from wagtail.models import Locale

from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)

ADDRESS = "/api/v1/search/"


@pytest.fixture
def api() -> APIClient:
    return APIClient(headers={"accept-language": "zh-CN"})


def test_results(api: APIClient, put_in_index: Callable[..., None]) -> None:
    topic = TopicPageFactory(title="围棋", description="黑白 & 之间")
    put_in_index(topic)

    response = api.get(ADDRESS, {"q": "围棋", "kind": "topics"})

    assert response.status_code == 200
    assert response.json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "id": topic.pk,
                "kind": "topics",
                "title": "围棋",
                "url": f"http://testserver{topic.url}",
                "highlighted": "<mark>围棋</mark>",
                "excerpt": "黑白 &amp; 之间",
            }
        ],
    }


def test_next_and_previous_lead_through_all(
    api: APIClient, put_in_index: Callable[..., None]
) -> None:
    book = AnthologyPageFactory()
    made = [ArticlePageFactory(parent=book, title="围棋") for _ in range(25)]
    put_in_index(*made)

    first = api.get(ADDRESS, {"q": "围棋"}).json()
    second = api.get(first["next"]).json()

    ids = {result["id"] for body in (first, second) for result in body["results"]}
    assert ids == {article.pk for article in made}
    assert (first["previous"], second["next"]) == (None, None)
    assert api.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ({}, "q", "required"),
        ({"q": " "}, "q", "blank"),
        ({"q": "\x00"}, "q", "blank"),
        ({"q": "围棋", "kind": "nonsense"}, "kind", "invalid_choice"),
        ({"q": "围棋", "locale": "xx"}, "locale", "invalid_choice"),
        ({"q": "围棋", "page": "0"}, "page", "min_value"),
        ({"q": "围棋", "page": "51"}, "page", "max_value"),
        ({"q": "围棋", "page": "x"}, "page", "invalid"),
    ],
)
def test_refusals_name_the_field(
    api: APIClient, db: None, asked: dict[str, str], field: str, code: str
) -> None:
    response = api.get(ADDRESS, asked)

    assert response.status_code == 400
    body = response.json()
    assert (body["code"], list(body["errors"])) == ("invalid", [field])
    assert body["errors"][field][0]["code"] == code


@pytest.mark.parametrize("query", ['"', "😀", "\ud800 x", "围" * 10_000, "a OR (b"])
def test_nothing_typed_breaks_it(
    api: APIClient, put_in_index: Callable[..., None], query: str
) -> None:
    response = api.get(ADDRESS, {"q": query.encode("utf-8", "replace").decode()})

    assert response.status_code in (200, 400)
    if response.status_code == 200:
        assert response.json()["results"] == []


def test_language_of_the_contents(
    api: APIClient, put_in_index: Callable[..., None]
) -> None:
    Locale.objects.get_or_create(language_code="en")
    put_in_index(ArticlePageFactory(title="Golang"))

    def found(**asked: str) -> int:
        body = api.get(ADDRESS, {"q": "golang", **asked}).json()
        return len(body["results"])

    assert (found(), found(locale="zh-hans"), found(locale="en")) == (1, 1, 0)
    api.credentials(HTTP_ACCEPT_LANGUAGE="en")
    assert (found(), found(locale="zh-hans")) == (0, 1)


def test_anyone_gets_the_same_without_cookies(
    api: APIClient, put_in_index: Callable[..., None], admin_user: Any
) -> None:
    put_in_index(ArticlePageFactory(title="围棋"))
    visitor = api.get(ADDRESS, {"q": "围棋"})
    api.force_login(admin_user)

    assert api.get(ADDRESS, {"q": "围棋"}).content == visitor.content
    assert not visitor.cookies


def test_only_reading(api: APIClient, db: None) -> None:
    assert api.post(ADDRESS, {"q": "围棋"}).status_code == 405
