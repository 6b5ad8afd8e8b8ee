from collections.abc import Callable

import pytest

from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from tests.indexes import fresh_index, made_indexes

__all__ = ["fresh_index", "made_indexes"]


@pytest.fixture
def put_in_index(fresh_index: None) -> Callable[..., None]:
    """Indexes the given pages, and returns when a search sees them."""

    def put(*pages: Page) -> None:
        for page in pages:
            index.insert_or_update_object(page)
        get_search_backend().get_index_for_model(Page).refresh()

    return put
