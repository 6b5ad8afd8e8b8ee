"""Pages that others point at, read once for all that do."""

from collections.abc import Sequence
from copy import copy
from typing import TypeVar

from django.db.models import QuerySet

from wagtail.models import Page

from core.caching.making import note
from core.caching.pieces import are_shared, piece

P = TypeVar("P", bound=Page)


def known_page(model: type[P], pk: int | None) -> P | None:
    """The page as it is stored, with `locale` and `closed_page`; None where it is gone."""
    if pk is None:
        return None

    def read() -> P | None:
        note(f"page:{pk}")
        return _stored(model).filter(pk=pk).first()

    # A copy: what somebody follows it to is theirs, and noted by them.
    return copy(piece(f"page {pk}", read))


def known_pages(model: type[P], pks: Sequence[int]) -> list[P]:
    """Those of the pages that are there, as `known_page` gives them."""
    if are_shared():
        known = [known_page(model, pk) for pk in pks]
        return [page for page in known if page is not None]
    note(*(f"page:{pk}" for pk in pks))
    return list(_stored(model).filter(pk__in=pks)) if pks else []


def _stored(model: type[P]) -> QuerySet[P]:
    return model._default_manager.select_related("locale", "closed_page")
