"""Which pages readers may open, decided inside the query that asks."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Q
from django.db.models.functions import Now

from wagtail.models import Page, PageManager, PageQuerySet

from core.models import ClosedPage


def readable(prefix: str = "") -> Q:
    """The one rule of what every reader may open, through the relation `prefix`.

    Live, not past its end, and closed neither by a view restriction on itself or
    above nor by a source (`core.pages.closing`).
    """
    unexpired = Q(**{f"{prefix}expire_at__isnull": True})
    unexpired |= Q(**{f"{prefix}expire_at__gt": Now()})
    is_open = {f"{prefix}live": True, f"{prefix}closed_page__isnull": True}
    return Q(**is_open) & unexpired


def unreadable_paths() -> Q:
    """Live pages that are not `readable`, said in a way search backends read.

    They take filters on plain columns only, and none on keys.
    """
    past = Page.objects.filter(live=True, expire_at__lte=Now())
    closed = ClosedPage.objects.values("page__path")
    return Q(path__in=closed) | Q(path__in=past.values("path"))


def at_or_below(paths: Iterable[str], prefix: str = "") -> Q:
    """Pages at these tree paths and all below them; none where there is no path.

    Through the relation `prefix`, as in `readable`.

    On a plain column alone, so that search backends read it.
    """
    found = [Q(**{f"{prefix}path__startswith": path}) for path in paths]
    return reduce(or_, found) if found else Q(pk__in=[])


class BasePageQuerySet(PageQuerySet):
    """Pages as Wagtail knows them, and the one rule of what readers may open."""

    def select_for_update(self, **kwargs: Any) -> Self:
        """Rows to write: others name them by their keys, and work below, meanwhile.

        Who moves pages holds more (`core.pages.tree`).
        """
        return super().select_for_update(**{"no_key": True, **kwargs})

    def for_reading(self) -> Self:
        """With all that the page itself shows of its row, in one query."""
        return self.select_related("locale")

    def published(self) -> Self:
        """What every reader may open, as `readable` says.

        Search backends cannot read this condition: see `unreadable_paths`.
        """
        return self.filter(readable())


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


def published_pages() -> PageQuerySet:
    """Pages of every type that every reader may open."""
    return Page.objects.filter(readable())
