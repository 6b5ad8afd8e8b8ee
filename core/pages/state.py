"""What is a person's own on public pages; each feature is asked once, for all of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from wagtail.models import Page

from core.pages.editing import Person
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, about which public pages, and the keys of those they may edit."""

    user: Person | AnonymousUser
    pages: Sequence[Page]
    may_edit: Collection[int]


# By key of a page what a feature says of it; in a fixed number of queries.
State = Callable[[Asked], Mapping[int, Mapping[str, Any]]]
STATES: Registry[str, State] = Registry("page state")
