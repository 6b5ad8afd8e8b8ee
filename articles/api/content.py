"""Articles in Wagtail's content API (`/api/v2/`): nothing that must be bought."""

from typing import Any

from rest_framework import serializers

from wagtail.api import APIField

from accounts.identity.faces import Face
from articles.api.surroundings import surroundings
from articles.models import ArticlePage, AuthorPage, Submission


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
        found = self._open([article.author_page] if article.author_page else [])
        return found[0] if found else None

    def get_co_authors(self, article: ArticlePage) -> list[Any]:
        return self._open([link.author for link in article.co_author_links.all()])

    def get_topics(self, article: ArticlePage) -> list[Any]:
        rows = article.submissions.all()
        accepted = [r.topic for r in rows if r.state == Submission.State.ACCEPTED]
        return self._open(sorted(accepted, key=lambda topic: topic.path))

    def _open(self, pages: list[Any]) -> list[Any]:
        """References to those of `pages` that readers may open."""
        open_ids = surroundings(self).open_ids
        reference = PageReference()
        return [reference.to_representation(p) for p in pages if p.pk in open_ids]

    def get_anthology_position(self, article: ArticlePage) -> dict[str, Any] | None:
        found = self._open([article.anthology] if article.anthology else [])
        if not found:
            return None
        order = surroundings(self).orders.get(article.anthology_id, [])
        position = order.index(article.pk) + 1 if article.pk in order else None
        return {**found[0], "position": position, "total": len(order)}

    def get_translations(self, article: ArticlePage) -> list[Any]:
        versions = surroundings(self).versions.get(article.translation_key, [])
        return [
            {"locale": page.locale.language_code, "id": page.pk, "url": page.url}
            for page in versions
            if page.pk != article.pk
        ]

    def get_tags(self, article: ArticlePage) -> list[str]:
        return sorted(link.tag.name for link in article.tagged_items.all())

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
