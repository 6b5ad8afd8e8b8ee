"""What the page of an article shows around its text."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from core.caching.making import note
from core.pages.querysets import readable
from images.selectors import attach_pictures

if TYPE_CHECKING:
    from articles.models.article import ArticlePage
    from articles.querysets import ArticleQuerySet

RELATED = 4


def article_context(article: "ArticlePage") -> dict[str, Any]:
    """Everything the article page shows around and in the text.

    Keys: `open_html`, `headings`, `is_gated`, `features`, `author`, `anthology`,
    `topics`, `previous_article`, `next_article`, `more_by_author`, `same_topic`.
    """
    topics = accepted_topics(article)
    around = articles_around(article, topics)
    pictures = [(page, "cover") for page in (article, *around["more_by_author"])]
    pictures += [(page, "cover") for page in around["same_topic"]]
    pictures.append((article.author_page, "portrait"))
    attach_pictures(pictures, "cover", "hero", "avatar")
    return {
        "open_html": article.open_html,
        "headings": article.open_headings,
        "is_gated": article.is_gated,
        "features": article.rendered.features,
        "author": article.open_author,
        "anthology": article.open_anthology,
        "topics": topics,
        **around,
    }


def accepted_topics(article: "ArticlePage") -> list[Any]:
    """The public topics that took `article` in."""
    if article.pk is None:
        return []
    taken = article.submissions.accepted().filter(readable("topic__"))
    rows = taken.select_related("topic__locale").order_by("topic__path")
    topics = [row.topic for row in rows]
    note(f"taken:{article.pk}", *(f"topic:{topic.path}" for topic in topics))
    return topics


def articles_around(article: "ArticlePage", topics: list[Any]) -> dict[str, Any]:
    """Previous and next, more by the author, others of the topics: in one query."""
    if article.anthology is None or not article.path:
        return {
            "previous_article": None,
            "next_article": None,
            "more_by_author": [],
            "same_topic": [],
        }
    siblings = _published(article).filter(anthology_id=article.anthology_id)
    groups = (
        siblings.filter(path__lt=article.path).order_by("-path")[:1],
        siblings.filter(path__gt=article.path).order_by("path")[:1],
        _by_author(article)[:RELATED],
        _in_topics(article, topics)[:RELATED],
    )
    wanted = Q()
    for group in groups:
        wanted |= Q(pk__in=group.values("pk"))
    found = type(article).objects.filter(wanted).for_listing().newest_first()
    return _sorted_out(article, list(found), in_topics=bool(topics))


def _published(article: "ArticlePage") -> "ArticleQuerySet":
    return type(article).objects.published()


def _by_author(article: "ArticlePage") -> "ArticleQuerySet":
    others = _published(article).exclude(pk=article.pk)
    return others.filter(author_page_id=article.author_page_id).newest_first()


def _in_topics(article: "ArticlePage", topics: list[Any]) -> "ArticleQuerySet":
    others = _published(article).accepted_into(topics)
    return others.exclude(author_page_id=article.author_page_id).newest_first()


def _sorted_out(
    article: "ArticlePage", found: list["ArticlePage"], *, in_topics: bool
) -> dict[str, Any]:
    own = [page for page in found if page.author_page_id == article.author_page_id]
    foreign = [page for page in found if page.author_page_id != article.author_page_id]
    before, after = _neighbours(article, own)
    return {
        "previous_article": before,
        "next_article": after,
        "more_by_author": own[:RELATED],
        "same_topic": foreign[:RELATED] if in_topics else [],
    }


def _neighbours(
    article: "ArticlePage", own: list["ArticlePage"]
) -> tuple["ArticlePage | None", "ArticlePage | None"]:
    """Those of `own` right before and right after `article` in its anthology."""
    book = article.anthology
    if book is None:
        return None, None
    siblings = [page for page in own if page.anthology_id == book.pk]
    order = [None, *book.in_reading_order([article, *siblings]), None]
    place = order.index(article)
    return order[place - 1], order[place + 1]
