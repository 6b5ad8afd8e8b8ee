"""An alias comes out with its source: publishing many leaves it out, and says so."""

import pytest

from wagtail.models import Page

from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db

PUBLISH = "/admin/bulk/wagtailcore/page/publish/"
ALONG = "别名没有单独发布：它随原文一起发布。"


@pytest.fixture
def source():
    return ArticlePageFactory(live=False)


@pytest.fixture
def alias(source):
    return source.create_alias(parent=AnthologyPageFactory(), update_slug="alias")


def state(*pages: Page) -> list[tuple[bool, int]]:
    found = ArticlePage.objects.in_bulk([page.pk for page in pages])
    return [(found[p.pk].live, found[p.pk].revisions.count()) for p in pages]


def test_an_alias_alone_is_shown_apart_and_not_published(source, alias, admin_client):
    query = {"id": [alias.pk]}

    shown = admin_client.get(PUBLISH, query)
    answer = admin_client.post(PUBLISH, query_params=query)

    assert "别名不单独发布，随原文一起发布：" in shown.text
    assert [shown.context["items"], shown.context["items_with_no_access"]] == [[], []]
    assert answer.status_code == 302
    assert state(source, alias) == [(False, 0), (False, 0)]
    assert f"1 个{ALONG}" in admin_client.get("/admin/").text


def test_what_is_chosen_beside_it_is_published(source, alias, admin_client):
    other = ArticlePageFactory(live=False)

    answer = admin_client.post(PUBLISH, query_params={"id": [alias.pk, other.pk]})

    assert answer.status_code == 302
    assert state(source, alias, other) == [(False, 0), (False, 0), (True, 1)]


def test_an_anthology_is_published_without_the_aliases_below(
    source, alias, admin_client
):
    book = alias.get_parent()
    draft = ArticlePageFactory(parent=book, live=False)

    shown = admin_client.get(PUBLISH, {"id": book.pk})
    answer = admin_client.post(
        PUBLISH, {"include_descendants": "on"}, query_params={"id": book.pk}
    )

    assert [each["draft_descendant_count"] for each in shown.context["items"]] == [1]
    assert answer.status_code == 302
    assert state(source, alias, draft) == [(False, 0), (False, 0), (True, 1)]
    assert f"1 个{ALONG}" in admin_client.get("/admin/").text


def test_a_published_source_takes_its_alias_along(source, alias, admin_client):
    admin_client.post(PUBLISH, query_params={"id": [source.pk]})

    assert state(source, alias) == [(True, 1), (True, 0)]
