"""Reads over several kinds of pages, shaped for one screen."""

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast

from wagtail.models import Page, ReferenceIndex

from images.selectors import attach_pictures

if TYPE_CHECKING:
    from articles.models import ArticlePage

RELATED = 4


def article_context(article: "ArticlePage") -> dict[str, Any]:
    """Everything the article page shows around and in the text.

    Keys: `open_html`, `headings`, `is_gated`, `features`, `author`, `anthology`,
    `topics`, `previous_article`, `next_article`, `more_by_author`, `same_topic`.
    """
    for_sale, rendered = article.is_for_sale, article.rendered
    topics = accepted_topics(article)
    around = articles_around(article, topics)
    pictures = [(page, "cover") for page in (article, *around["more_by_author"])]
    pictures += [(page, "cover") for page in around["same_topic"]]
    pictures.append((article.author_page, "portrait"))
    attach_pictures(pictures, "cover", "hero", "avatar")
    return {
        "open_html": rendered.open_html(for_sale=for_sale),
        "headings": rendered.open_headings(for_sale=for_sale),
        "is_gated": bool(rendered.paid_blocks(for_sale=for_sale)),
        "features": rendered.features,
        "author": article.open_author,
        "anthology": article.open_anthology,
        "topics": topics,
        **around,
    }


def accepted_topics(article: "ArticlePage") -> list[Any]:
    """The public topics that took `article` in."""
    from articles.models import Submission, TopicPage

    taken = Submission.objects.accepted().filter(article_id=article.pk)
    topics = TopicPage.objects.published().filter(pk__in=taken.values("topic_id"))
    return list(topics.select_related("locale").order_by("path"))


def articles_around(article: "ArticlePage", topics: list[Any]) -> dict[str, Any]:
    """Previous and next, more by the author, others of the topics: in one query."""
    from articles.models import ArticlePage

    if article.anthology is None or not article.path:
        return {
            "previous_article": None,
            "next_article": None,
            "more_by_author": [],
            "same_topic": [],
        }
    groups = {
        "earlier": _siblings(article).filter(path__lt=article.path).order_by("-path"),
        "later": _siblings(article).filter(path__gt=article.path).order_by("path"),
        "more": _by_author(article)[:RELATED],
        "same": _in_topics(article, topics)[:RELATED],
    }
    groups["earlier"], groups["later"] = groups["earlier"][:1], groups["later"][:1]
    wanted = Q()
    for group in groups.values():
        wanted |= Q(pk__in=group.values("pk"))
    found = list(ArticlePage.objects.filter(wanted).for_listing().newest_first())
    return _sorted_out(article, found, in_topics=bool(topics))


def _siblings(article: "ArticlePage") -> Any:
    from articles.models import ArticlePage

    return ArticlePage.objects.published().filter(anthology_id=article.anthology_id)


def _by_author(article: "ArticlePage") -> Any:
    from articles.models import ArticlePage

    others = ArticlePage.objects.published().exclude(pk=article.pk)
    return others.filter(author_page_id=article.author_page_id).newest_first()


def _in_topics(article: "ArticlePage", topics: list[Any]) -> Any:
    from articles.models import ArticlePage, Submission

    beside = Submission.objects.accepted().filter(topic__in=topics)
    others = ArticlePage.objects.published().filter(pk__in=beside.values("article_id"))
    return others.exclude(author_page_id=article.author_page_id).newest_first()


def _sorted_out(
    article: "ArticlePage", found: list["ArticlePage"], *, in_topics: bool
) -> dict[str, Any]:
    own = [page for page in found if page.author_page_id == article.author_page_id]
    siblings = [page for page in own if page.anthology_id == article.anthology_id]
    earlier = [page for page in siblings if page.path < article.path]
    later = [page for page in siblings if page.path > article.path]
    before = max(earlier, key=lambda page: page.path, default=None)
    after = min(later, key=lambda page: page.path, default=None)
    if article.anthology is not None and article.anthology.newest_first:
        before, after = after, before
    foreign = [page for page in found if page.author_page_id != article.author_page_id]
    return {
        "previous_article": before,
        "next_article": after,
        "more_by_author": own[:RELATED],
        "same_topic": foreign[:RELATED] if in_topics else [],
    }


def unfindable_authors() -> Any:
    """The pages of authors who wish not to be found by a search."""
    from articles.models import AuthorPage

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
