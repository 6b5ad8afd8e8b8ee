"""Reads over several kinds of pages."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast

from wagtail.models import Page, ReferenceIndex

from articles.models import AuthorPage


def unfindable_authors() -> Any:
    """The pages of authors who wish not to be found by a search."""
    return AuthorPage.objects.filter(user__preferences__is_searchable=False)


def referring_articles(targets: Any, pages: Any = None) -> list[int]:
    """Keys of the pages whose text or fields point at any of the query `targets`.

    With the query `pages` only of those.
    """
    kinds = ContentType.objects.get_for_models(Page, targets.model)
    keys = targets.annotate(key=Cast("pk", CharField())).order_by().values("key")
    references = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page],
        to_content_type=kinds[targets.model],
        to_object_id__in=keys,
    )
    if pages is not None:
        among = pages.annotate(key=Cast("pk", CharField())).order_by().values("key")
        references = references.filter(object_id__in=among)
    return [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]
