"""Which files readers may open, decided inside the query that asks."""

from collections.abc import Callable
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.pages.querysets import published_pages
from core.registry import Registry

# Each gives the queryset of pages that are for sale.
SELLERS: Registry[str, Callable[[], Any]] = Registry("sellers")


class FileUseQuerySet(models.QuerySet):
    def open_to_all(self) -> Self:
        """Uses that open their file to every reader: free, on a published page."""
        published = published_pages().filter(pk=OuterRef("page_id"))
        is_free = Q(is_gated=False)
        unsold = Q()
        for sold in SELLERS:
            unsold &= ~Q(Exists(sold().filter(pk=OuterRef("page_id"))))
        return self.filter(
            Q(page__isnull=True) | Q(Exists(published)), is_free | unsold
        )
