"""Rows that belong to one article: its tags, and who wrote along."""

from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class CoAuthor(Orderable):
    """Someone who wrote the article together with its author."""

    article = ParentalKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="co_author_links"
    )
    author = models.ForeignKey(
        "articles.AuthorPage",
        verbose_name=_("合著者"),
        on_delete=models.CASCADE,
        related_name="co_written_links",
    )

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        verbose_name = _("合著者")
        verbose_name_plural = pgettext_lazy("plural", "合著者")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"], name="articles_coauthor_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.author)
