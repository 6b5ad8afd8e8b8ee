"""Pages that others point at, read once for all that do."""

from collections.abc import Sequence
from copy import copy
from functools import partial
from typing import TypeVar

from django.db.models import QuerySet

from wagtail.models import Page

from core.caching.making import note
from core.caching.pieces import is_kept, piece
from core.caching.together import Together

P = TypeVar("P", bound=Page)


def known_page(model: type[P], pk: int | None) -> P | None:
    """The page as it is stored, with `locale` and `closed_page`; None where it is gone."""
    return next(iter(known_pages(model, [] if pk is None else [pk])), None)


def known_pages(model: type[P], pks: Sequence[int]) -> list[P]:
    """Those of the pages that are there, in their order, as `known_page` gives them.

    All that nobody has read yet come in one query.
    """
    rows = Together(pks, _stored(model).in_bulk)

    def read(pk: int) -> P | None:
        note(f"page:{pk}")
        return rows.get(pk, lambda other: is_kept(_name(other)))

    known = (piece(_name(pk), partial(read, pk)) for pk in pks)
    # Copies: what somebody follows them to is theirs, and noted by them.
    return [copy(page) for page in known if page is not None]


def _name(pk: int) -> str:
    return f"page {pk}"


def _stored(model: type[P]) -> QuerySet[P]:
    return model._default_manager.select_related("locale", "closed_page")
