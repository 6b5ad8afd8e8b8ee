"""What somebody may do with public pages: each feature is asked once, for all."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from wagtail.models import Page

from articles.access import Reader, readable_in_full
from articles.models import ArticlePage
from community.api.exceptions import TooManyPagesError
from core.pages.editing import editable
from core.pages.querysets import published_pages

MOST_PAGES = 100
LONGEST_ID = 9
# Of most pages: all is open, nothing is for the reader to edit.
NOTHING_SPECIAL: dict[str, Any] = {
    "edit_url": None,
    "can_read_all": True,
    "paid_url": None,
    "full_url": None,
}


def asked_for(value: str) -> list[int]:
    """The ids in `1,2,3`, each once; what is no id is left out.

    Raises TooManyPagesError where more than `MOST_PAGES` are named.
    """
    named = [part.strip() for part in value.split(",") if part.strip()]
    if len(named) > MOST_PAGES:
        raise TooManyPagesError
    ids = [int(part) for part in named if is_id(part)]
    return list(dict.fromkeys(ids))


def is_id(value: str) -> bool:
    return value.isdecimal() and len(value) <= LONGEST_ID


def states_of(user: Reader, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The state of those pages `ids` that are public, in the order of `ids`."""
    if not ids:
        return {}
    found = published_pages().filter(pk__in=ids).in_bulk()
    return state_for(user, [found[pk] for pk in ids if pk in found])


def state_for(user: Reader, pages: Sequence[Page]) -> dict[int, dict[str, Any]]:
    """What `user` may do with public `pages`, by their keys.

    In a fixed number of queries, however many pages there are.
    """
    may_edit = editable(user, pages)
    states = {page.pk: NOTHING_SPECIAL | {"id": page.pk} for page in pages}
    for pk in may_edit & states.keys():
        states[pk]["edit_url"] = reverse("wagtailadmin_pages:edit", args=[pk])
    for article, is_open in _sold(user, pages, may_edit):
        states[article.pk] |= _state_of_sold(article, is_open=is_open)
    return states


def _sold(
    user: Reader, pages: Sequence[Page], may_edit: set[int]
) -> list[tuple[ArticlePage, bool]]:
    """The articles among `pages` that are for sale, and whether `user` may read on."""
    rows = ArticlePage.objects.for_sale().filter(pk__in=[page.pk for page in pages])
    sold = list(rows.select_related("anthology").defer("body"))
    opened = readable_in_full(user, sold, may_edit=may_edit)
    return [(article, article.pk in opened) for article in sold]


def _state_of_sold(article: ArticlePage, *, is_open: bool) -> dict[str, Any]:
    paid = (
        reverse("community_api:articles_paid", args=[article.pk]) if is_open else None
    )
    full = reverse("permanent:full_text", args=[article.code])
    return {"can_read_all": is_open, "paid_url": paid, "full_url": full}
