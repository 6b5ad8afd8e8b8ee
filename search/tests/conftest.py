from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from elasticsearch import TransportError

from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from core.tests.broker import closed_port
from tests.indexes import fresh_index, made_indexes

__all__ = ["fresh_index", "made_indexes"]


@pytest.fixture
def index_down(settings: Any) -> None:
    """Elasticsearch is what the site searches with, and nobody listens there."""
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "search.backends.elasticsearch",
            "URLS": [f"http://127.0.0.1:{closed_port()}"],
            "TIMEOUT": 1,
        }
    }


@pytest.fixture
def put_in_index(fresh_index: None) -> Callable[..., None]:
    """Indexes the given pages, and returns when a search sees them."""

    def put(*pages: Page) -> None:
        for page in pages:
            index.insert_or_update_object(page)
        with suppress(TransportError):  # of an index that is away
            get_search_backend().get_index_for_model(Page).refresh()

    return put
