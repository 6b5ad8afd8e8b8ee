"""What somebody may do with public pages: each feature is asked once, for all."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from wagtail.models import Page

from articles.access import Reader
from community.api.exceptions import TooManyPagesError
from core.pages.editing import editable
from core.pages.querysets import published_pages
from core.pages.state import STATES, Asked

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
    asked = Asked(user, pages, may_edit)
    for part in STATES:
        for pk, said in part(asked).items():
            states[pk] |= said
    return states
