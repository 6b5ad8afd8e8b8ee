"""What stands around the articles of one answer, read for all of them at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from rest_framework import serializers

from wagtail.api.v2.serializers import PageParentField, PageSerializer
from wagtail.models import Page

from articles.models import ArticlePage
from core.pages.querysets import published_pages


@dataclass(slots=True)
class Surroundings:
    """`open_ids`: those of the pages referred to that readers may open;
    `orders`: the articles of each anthology in reading order;
    `versions`: the public pages of each translation key."""

    open_ids: set[int] = field(default_factory=set)
    orders: dict[int, list[int]] = field(default_factory=dict)
    versions: dict[Any, list[Page]] = field(default_factory=dict)


def _referred(article: ArticlePage) -> set[int | None]:
    people = {link.author_id for link in article.co_author_links.all()}
    topics = {row.topic_id for row in article.submissions.all()}
    return {article.author_page_id, article.anthology_id, *people, *topics}


def _orders(articles: list[ArticlePage]) -> dict[int, list[int]]:
    books = {a.anthology_id: a.anthology for a in articles if a.anthology}
    rows = ArticlePage.objects.published().filter(anthology_id__in=books)
    found: dict[int, list[ArticlePage]] = defaultdict(list)
    for row in rows.order_by().only("anthology_id", "path"):
        found[row.anthology_id].append(row)
    return {
        pk: [row.pk for row in books[pk].in_reading_order(articles)]
        for pk, articles in found.items()
    }


def _versions(articles: list[ArticlePage]) -> dict[Any, list[Page]]:
    keys = {article.translation_key for article in articles}
    pages = published_pages().filter(translation_key__in=keys).select_related("locale")
    versions: dict[Any, list[Page]] = defaultdict(list)
    for page in pages.order_by("pk"):
        versions[page.translation_key].append(page)
    return versions


def look_around(articles: list[ArticlePage]) -> Surroundings:
    """Three queries, however many articles there are."""
    ids = {pk for article in articles for pk in _referred(article)} - {None}
    open_ids = set(published_pages().filter(pk__in=ids).values_list("pk", flat=True))
    return Surroundings(open_ids, _orders(articles), _versions(articles))


def shown(serializer_field: serializers.Field) -> list[Any]:
    """Every object of the answer that `serializer_field` is part of."""
    instance: Any = serializer_field.root.instance
    return [instance] if isinstance(instance, Page) else list(instance)


def surroundings(serializer_field: serializers.Field) -> Surroundings:
    """The surroundings of the whole answer, looked up by whoever asks first."""
    context: Any = serializer_field.context
    if "surroundings" not in context:
        context["surroundings"] = look_around(shown(serializer_field))
    return context["surroundings"]


class ParentField(PageParentField):
    """Wagtail's field without its two queries for each page."""

    def get_attribute(self, instance: Page) -> Page | None:
        if "parents" not in self.context:
            paths = {page.path[: -Page.steplen] for page in shown(self)}
            found = self.context["base_queryset"].filter(path__in=paths)
            self.context["parents"] = {page.path: page for page in found}
        return self.context["parents"].get(instance.path[: -Page.steplen])


class ContentPageSerializer(PageSerializer):
    parent = ParentField(read_only=True)
