"""What can be searched: articles, topics, anthologies and people."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from wagtail.models import Locale

from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage
from articles.rendering.rendered import RenderedArticle
from articles.selectors import unfindable_authors
from core.pages.querysets import unreadable_paths

HEAVY = ("body", "rendering__blocks", "rendering__gated_blocks")
LIGHT = tuple(
    f.name for f in fields(RenderedArticle) if f.name not in ("blocks", "gated_blocks")
)


def open_to_all(locale: Locale) -> Q:
    """Pages in `locale` a search may show everyone, said in a way backends read.

    Authors who wish not to be found are left out, their articles are not.
    """
    hidden = unfindable_authors().filter(locale=locale)
    shown = Q(live=True, locale=locale) & ~unreadable_paths()
    return shown & ~Q(path__in=hidden.values("path"))


@dataclass(frozen=True)
class Kind:
    """One tab of the search page."""

    name: str
    label: str | Promise
    model: Any
    text: Callable[[Any], str]
    related: tuple[str, ...] = ()
    heavy: tuple[str, ...] = ()

    def pages(self, shown: Q) -> QuerySet:
        """The rows `shown` lets through, with all that a result needs."""
        rows = self.model.objects.filter(shown)
        return rows.select_related("locale", *self.related).defer(*self.heavy)

    @property
    def content_type_id(self) -> int:
        return ContentType.objects.get_for_model(self.model).pk


def article_text(article: ArticlePage) -> str:
    """The text of `article` that may be quoted to everyone.

    Takes the rendering that came with the row, so a list costs no query per line.
    """
    row = getattr(article, "rendering", None)
    if row is not None:
        values = {name: getattr(row, name) for name in LIGHT}
        article.__dict__.setdefault("rendered", RenderedArticle(**values))
    return article.open_text


def author_text(author: AuthorPage) -> str:
    return author.words


def description(page: TopicPage | AnthologyPage) -> str:
    return page.description


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "articles",
            pgettext_lazy("plural", "文章"),
            ArticlePage,
            article_text,
            related=("rendering", "anthology", "author_page"),
            heavy=HEAVY,
        ),
        Kind("topics", pgettext_lazy("plural", "专题"), TopicPage, description),
        Kind(
            "anthologies", pgettext_lazy("plural", "文集"), AnthologyPage, description
        ),
        Kind(
            "authors",
            pgettext_lazy("plural", "作者"),
            AuthorPage,
            author_text,
            related=("user",),
        ),
    )
}
DEFAULT_KIND = "articles"
