"""Reading articles, topics, anthologies and authors, in the words of the domain."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from wagtail.models import Locale, PageManager

from articles.models.selling import for_sale
from core.pages.querysets import BasePageQuerySet

if TYPE_CHECKING:
    from articles.models import AnthologyPage, AuthorPage, TopicPage

# Large columns no list needs.
HEAVY = (
    "body",
    "rendering__blocks",
    "rendering__gated_blocks",
    "rendering__gated_text",
)


# Who wrote an article and where it stands, and whether readers may go there.
PLACE = (
    *("author_page", "author_page__closed_page"),
    *("anthology", "anthology__closed_page"),
)


class ArticleQuerySet(BasePageQuerySet):
    def for_listing(self) -> Self:
        """Everything a card shows but its picture, without the long texts.

        Pictures are attached for the whole screen: `images.selectors`.
        """
        rows = self.select_related("rendering", "locale", *PLACE)
        return rows.defer(*HEAVY)

    def for_reading(self) -> Self:
        """Everything the article's own page needs of the article, in one query."""
        return self.select_related("rendering", "locale", "author_page__user", *PLACE)

    def for_page(self) -> Self:
        """What its own page needs of the row: `settle` adds author and anthology."""
        return self.select_related("rendering", "locale")

    def for_api(self) -> Self:
        """What the content API shows of the row: `Surroundings` adds the rest."""
        return self.select_related("rendering", "cover", "locale")

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def published_here(self) -> Self:
        """What readers may open in the language of the address."""
        return self.published().in_language(Locale.get_active().pk)

    def in_language(self, locale_id: int) -> Self:
        return self.filter(locale_id=locale_id)

    def by_author(self, author: "AuthorPage") -> Self:
        """Written or co-written by `author`."""
        shared = author.co_written_links
        return self.filter(Q(author_page=author) | Q(pk__in=shared.values("article")))

    def in_topic(self, topic: "TopicPage") -> Self:
        """Accepted into `topic` or one of its sub-topics, each article once."""
        return self.filter(pk__in=topic.accepted_submissions().values("article_id"))

    def accepted_into(self, topics: Iterable["TopicPage"]) -> Self:
        """Accepted into one of `topics` itself, each article once."""
        offers: Any = self.model._meta.get_field("submissions").related_model
        accepted = offers.objects.accepted().filter(topic__in=topics)
        return self.filter(pk__in=accepted.values("article_id"))

    def in_anthology(self, anthology: "AnthologyPage") -> Self:
        """The articles of `anthology` in its reading order."""
        return self.child_of(anthology).order_by(anthology.reading_order)

    def for_sale(self) -> Self:
        """Those of which a part must be bought, as `ArticlePage.is_for_sale` says."""
        return self.filter(for_sale())

    def with_tag(self, slug: str) -> Self:
        return self.filter(tags__slug=slug)


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
