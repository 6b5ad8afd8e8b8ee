"""What stands around the articles of one answer, read for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from functools import cached_property
from typing import Any, ClassVar

from rest_framework import serializers

from wagtail.api.v2.serializers import PageParentField, PageSerializer
from wagtail.models import Page

from articles.models import ArticlePage, AuthorPage, CoAuthor, Submission, TopicPage
from core.pages.known import attach_known, known_by_key
from core.pages.querysets import published_pages


class Surroundings:
    """Each kind is looked up when it is first asked for, for all `articles`."""

    def __init__(self, articles: list[ArticlePage]) -> None:
        self._articles = articles
        self._pks = [article.pk for article in articles]

    def settle(self) -> None:
        """Give every article its author, anthology and source."""
        attach_known(self._articles, "author_page", "anthology", "alias_of")

    @cached_property
    def co_authors(self) -> dict[int, list[AuthorPage]]:
        """Those of each article whom readers may open, in the author's order."""
        links = CoAuthor.objects.filter(article_id__in=self._pks)
        rows = links.order_by("sort_order").values_list("article_id", "author_id")
        return _grouped(AuthorPage, rows)

    @cached_property
    def topics(self) -> dict[int, list[TopicPage]]:
        """Those that took each article and that readers may open, as in the tree."""
        rows = Submission.objects.accepted().filter(article_id__in=self._pks)
        found = _grouped(TopicPage, rows.values_list("article_id", "topic_id"))
        return {
            pk: sorted(topics, key=lambda topic: topic.path)
            for pk, topics in found.items()
        }

    @cached_property
    def orders(self) -> dict[int, list[int]]:
        """The articles of each anthology in reading order."""
        books = {a.anthology_id: a.anthology for a in self._articles if a.anthology}
        found: dict[int, list[Any]] = defaultdict(list)
        rows = ArticlePage.objects.published().filter(anthology_id__in=books).order_by()
        for row in rows.values_list("anthology_id", "pk", "path", named=True):
            found[row.anthology_id].append(row)
        return {
            pk: [row.pk for row in books[pk].in_reading_order(inside)]
            for pk, inside in found.items()
        }

    @cached_property
    def versions(self) -> dict[Any, list[Page]]:
        """The public pages of each translation key."""
        keys = {article.translation_key for article in self._articles}
        pages = published_pages().filter(translation_key__in=keys).order_by("pk")
        versions: dict[Any, list[Page]] = defaultdict(list)
        for page in pages.select_related("locale"):
            versions[page.translation_key].append(page)
        return versions


def _grouped(model: Any, rows: Iterable[tuple[int, int]]) -> dict[int, list[Any]]:
    """By article the open pages of `model` that the rows pair it with."""
    pairs = list(rows)
    known = known_by_key(model, (key for _article, key in pairs))
    found: dict[int, list[Any]] = defaultdict(list)
    for article, key in pairs:
        page = known.get(key)
        if page is not None and page.is_readable:
            found[article].append(page)
    return found


def shown(serializer_field: serializers.Field) -> list[Any]:
    """Every object of the answer that `serializer_field` is part of."""
    instance: Any = serializer_field.root.instance
    return [instance] if isinstance(instance, Page) else list(instance)


def surroundings(serializer_field: serializers.Field) -> Surroundings:
    """The surroundings of the whole answer, which the view found."""
    context: Any = serializer_field.context
    return context["surroundings"]


class ParentField(PageParentField):
    """Wagtail's field without its two queries for each page."""

    def get_attribute(self, instance: Page) -> Page | None:
        path = instance.path[: -Page.steplen]
        book = getattr(instance, "anthology", None)
        if book is not None and book.path == path:
            return instance.open_anthology
        if "parents" not in self.context:
            paths = {page.path[: -Page.steplen] for page in shown(self)}
            found = self.context["base_queryset"].filter(path__in=paths)
            self.context["parents"] = {page.path: page for page in found}
        return self.context["parents"].get(path)


class ContentPageSerializer(PageSerializer):
    """Its fields are found out once for each class: whoever builds the class keeps it."""

    parent = ParentField(read_only=True)
    _found: ClassVar[dict[str, serializers.Field]]

    def get_fields(self) -> dict[str, serializers.Field]:
        own = type(self)
        if "_found" not in vars(own):
            own._found = super().get_fields()
        return deepcopy(own._found)
