"""Which files readers may open, decided inside the query that asks."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from wagtail.models import Page

from core.querysets import BasePageQuerySet


class FileUseQuerySet(models.QuerySet):
    def open_to_all(self) -> Self:
        """Uses that open their file to every reader: free, on a published page."""
        published = BasePageQuerySet(Page).published().filter(pk=OuterRef("page_id"))
        return self.filter(Q(page__isnull=True) | Exists(published), is_paid=False)


def is_open(kind: str) -> Exists:
    """Whether a row of the images or documents (`kind`) is open to all."""
    from images.models import FileUse

    return Exists(FileUse.objects.open_to_all().filter(**{kind: OuterRef("pk")}))
