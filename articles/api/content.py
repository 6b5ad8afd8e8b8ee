"""Articles in Wagtail's content API (`/api/v2/`): nothing that must be bought."""

from typing import Any

from rest_framework import serializers

from wagtail.api import APIField

from accounts.identity.faces import Face
from articles.api.surroundings import surroundings
from articles.models import ArticlePage, AuthorPage


class PageReference(serializers.BaseSerializer):
    """A page as `{"id", "title", "slug", "url"}`."""

    def to_representation(self, page: Any) -> dict[str, Any]:
        return {"id": page.pk, "title": page.title, "slug": page.slug, "url": page.url}


class BodyField(serializers.Field):
    """The open blocks: `{"id", "type", "value", "html"}`, source beside result."""

    def get_attribute(self, article: ArticlePage) -> ArticlePage:
        return article

    def to_representation(self, article: ArticlePage) -> list[dict[str, Any]]:
        sources = {block["id"]: block["value"] for block in article.body.raw_data}
        return [
            {
                "id": block["id"],
                "type": block["type"],
                "value": sources.get(block["id"]),
                "html": block["html"],
            }
            for block in article.open_blocks
        ]


class RenderedField(serializers.Field):
    """One value computed from the whole article by the method of this name."""

    reference = PageReference()

    def get_attribute(self, article: ArticlePage) -> ArticlePage:
        return article

    def to_representation(self, article: ArticlePage) -> Any:
        return getattr(self, f"get_{self.field_name}")(article)

    def get_plain_text(self, article: ArticlePage) -> str:
        return article.open_text

    def get_contents(self, article: ArticlePage) -> list[dict[str, Any]]:
        names = ("level", "id", "text")
        return [{name: h[name] for name in names} for h in article.open_headings]

    def get_word_count(self, article: ArticlePage) -> int:
        return article.rendered.words

    def get_reading_minutes(self, article: ArticlePage) -> int:
        return article.rendered.minutes

    def get_author(self, article: ArticlePage) -> Any:
        author = article.open_author
        return self.reference.to_representation(author) if author else None

    def get_co_authors(self, article: ArticlePage) -> list[Any]:
        return self._references(surroundings(self).co_authors.get(article.pk, []))

    def get_topics(self, article: ArticlePage) -> list[Any]:
        return self._references(surroundings(self).topics.get(article.pk, []))

    def _references(self, pages: list[Any]) -> list[Any]:
        return [self.reference.to_representation(page) for page in pages]

    def get_anthology_position(self, article: ArticlePage) -> dict[str, Any] | None:
        book = article.open_anthology
        if book is None:
            return None
        order = surroundings(self).orders.get(book.pk, [])
        position = order.index(article.pk) + 1 if article.pk in order else None
        found = self.reference.to_representation(book)
        return {**found, "position": position, "total": len(order)}

    def get_translations(self, article: ArticlePage) -> list[Any]:
        versions = surroundings(self).versions.get(article.translation_key, [])
        return [
            {"locale": page.locale.language_code, "id": page.pk, "url": page.url}
            for page in versions
            if page.pk != article.pk
        ]

    def get_tags(self, article: ArticlePage) -> list[str]:
        return sorted(tag["name"] for tag in article.rendered.tags)

    def get_is_for_sale(self, article: ArticlePage) -> bool:
        return article.is_for_sale

    def get_summary(self, article: ArticlePage) -> str:
        return article.lead

    def get_short_url(self, article: ArticlePage) -> str:
        return article.short_path


ARTICLE_FIELDS = [
    APIField("subtitle"),
    APIField("summary", serializer=RenderedField()),
    APIField("cover"),
    APIField("tags", serializer=RenderedField()),
    APIField("kind"),
    APIField("source_name"),
    APIField("source_url"),
    APIField("comments_open"),
    APIField("price"),
    APIField("is_for_sale", serializer=RenderedField()),
    APIField("short_url", serializer=RenderedField()),
    APIField("author", serializer=RenderedField()),
    APIField("co_authors", serializer=RenderedField()),
    APIField("topics", serializer=RenderedField()),
    APIField("anthology_position", serializer=RenderedField()),
    APIField("translations", serializer=RenderedField()),
    APIField("word_count", serializer=RenderedField()),
    APIField("reading_minutes", serializer=RenderedField()),
    APIField("contents", serializer=RenderedField()),
    APIField("plain_text", serializer=RenderedField()),
    APIField("body", serializer=BodyField()),
]


class FaceField(serializers.Field):
    """`{"name", "picture", "words"}`: what readers see of an author."""

    def to_representation(self, face: Face) -> dict[str, Any]:
        return {"name": face.name, "picture": face.picture, "words": face.words}


AUTHOR_FIELDS = [
    APIField("tagline"),
    APIField("bio"),
    APIField("portrait"),
    APIField("face", serializer=FaceField()),
]


def connect() -> None:
    """Give the page types their API fields; called from `AppConfig.ready()`.

    The fields stand here and not on the models, so that models import no API.
    """
    ArticlePage.api_fields = ARTICLE_FIELDS
    AuthorPage.api_fields = AUTHOR_FIELDS
