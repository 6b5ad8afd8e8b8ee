"""Pages that others point at, read once for all that do."""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import partial
from typing import Any, TypeVar

from django.db.models import QuerySet

from wagtail.models import Page

from core.caching.making import note
from core.caching.pieces import is_kept, piece
from core.caching.together import Together

P = TypeVar("P", bound=Page)


def known_pages(model: type[P], pks: Sequence[int]) -> list[P]:
    """Those of the pages that are there, in their order, as they are stored.

    With `locale` and `closed_page`. All that nobody has read yet come in one query.
    """
    rows = Together(pks, _stored(model).in_bulk)

    def read(pk: int) -> P | None:
        note(f"page:{pk}")
        return rows.get(pk, lambda other: is_kept(_name(other)))

    known = (piece(_name(pk), partial(read, pk)) for pk in pks)
    # Copies: what somebody follows them to is theirs, and noted by them.
    return [copy(page) for page in known if page is not None]


def known_by_key(model: type[P], pks: Iterable[int | None]) -> dict[int | None, P]:
    """Those of the pages that are there; a key may be given twice, or be None."""
    wanted = dict.fromkeys(pk for pk in pks if pk is not None)
    return {page.pk: page for page in known_pages(model, list(wanted))}


def attach_known(rows: Sequence[Any], *names: str) -> None:
    """Give each of `rows`, all of one model, the pages that these fields point at."""
    for name in names:
        keys = [getattr(row, f"{name}_id") for row in rows]
        if not any(keys):
            continue
        known = known_by_key(rows[0]._meta.get_field(name).related_model, keys)
        for row, key in zip(rows, keys, strict=True):
            setattr(row, name, known.get(key))


def _name(pk: int) -> str:
    return f"page {pk}"


def _stored(model: type[P]) -> QuerySet[P]:
    return model._default_manager.select_related("locale", "closed_page")
