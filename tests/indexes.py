"""Empty indexes for a test, on whichever backend this run uses."""

from typing import Any

import pytest

from django.core.cache import cache
from django.db.models import Model

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorPage,
    TopicPage,
)

PAGES = (Page, ArticlePage, AnthologyPage, AuthorPage, TopicPage)


def make_index(*models: type[Model]) -> None:
    """An empty index for the first of `models` and those it has in common with."""
    made = get_search_backend().get_index_for_model(models[0])
    if hasattr(made, "is_alias") and made.is_alias():
        # `update_index` leaves an alias, which cannot be deleted by its name.
        for real in made.aliased_indices():
            real.delete()
    made.reset()
    for model in models:
        made.add_model(model)
    made.refresh()


def _empty(es: Any, name: str) -> None:
    hits = es.search(index=name, size=1000, source=False)["hits"]["hits"]
    if hits:
        gone = [{"delete": {"_id": hit["_id"]}} for hit in hits]
        es.bulk(index=name, operations=gone, refresh=True)


@pytest.fixture(scope="session")
def made_indexes() -> set[str]:
    """Elasticsearch indexes this run has made: making one takes a second."""
    return set()


@pytest.fixture
def fresh_index(db: None, made_indexes: set[str]) -> None:
    """An empty index of pages."""
    cache.clear()
    backend = get_search_backend()
    name = getattr(backend.get_index_for_model(Page), "name", None)
    if name is None or name not in made_indexes:
        make_index(*PAGES)
        made_indexes.add(name)
    else:
        _empty(backend.es, name)
