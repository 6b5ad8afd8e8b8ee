from collections.abc import Callable
from typing import Any

import pytest

from django.core.cache import cache

from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorPage,
    TopicPage,
)

MODELS = (Page, ArticlePage, AnthologyPage, AuthorPage, TopicPage)


def _make_index() -> None:
    page_index = get_search_backend().get_index_for_model(Page)
    if hasattr(page_index, "is_alias") and page_index.is_alias():
        # `update_index` leaves an alias, which cannot be deleted by its name.
        for real in page_index.aliased_indices():
            real.delete()
    page_index.reset()
    for model in MODELS:
        page_index.add_model(model)
    page_index.refresh()


def _empty(es: Any, name: str) -> None:
    hits = es.search(index=name, size=1000, source=False)["hits"]["hits"]
    if hits:
        gone = [{"delete": {"_id": hit["_id"]}} for hit in hits]
        es.bulk(index=name, operations=gone, refresh=True)


@pytest.fixture(scope="session")
def _made() -> set[str]:
    """Elasticsearch indexes this run has made: making one takes a second."""
    return set()


@pytest.fixture
def fresh_index(db: None, _made: set[str]) -> None:
    """An empty index of pages on whichever backend this run uses."""
    cache.clear()
    backend = get_search_backend()
    name = getattr(backend.get_index_for_model(Page), "name", None)
    if name is None or name not in _made:
        _make_index()
        _made.add(name)
    else:
        _empty(backend.es, name)


@pytest.fixture
def put_in_index(fresh_index: None) -> Callable[..., None]:
    """Indexes the given pages, and returns when a search sees them."""

    def put(*pages: Page) -> None:
        for page in pages:
            index.insert_or_update_object(page)
        get_search_backend().get_index_for_model(Page).refresh()

    return put
