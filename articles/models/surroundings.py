"""What the page of an article shows around its text."""

from typing import TYPE_CHECKING, Any

from django.apps import apps

from articles.lists import article_entries, author_entries
from core.caching.making import note
from core.caching.pieces import piece
from core.pages.ending import note_next_end
from core.pages.known import known_pages
from core.written import Written
from images.selectors import attach_pictures

if TYPE_CHECKING:
    from articles.models.article import ArticlePage
    from articles.querysets import ArticleQuerySet

RELATED = 4
LOCALE = ("locale__language_code",)


def article_context(article: "ArticlePage") -> dict[str, Any]:
    """Everything the article page shows around and in the text.

    Keys: `open_html`, `headings`, `is_gated`, `features`, `author`,
    `author_entry`, `anthology`, `topics`, `previous_article`, `next_article`, `more_by_author`, `same_topic`.
    """
    topics, author = accepted_topics(article), article.open_author
    before, after = neighbours(article)
    attach_pictures([(article, "cover")], "cover", "hero")
    return {
        "open_html": article.open_html,
        "headings": article.open_headings,
        "is_gated": article.is_gated,
        "features": article.rendered.features,
        "author": author,
        "author_entry": author_entries([author.pk])[0] if author else None,
        "anthology": article.open_anthology,
        "topics": topics,
        "previous_article": before,
        "next_article": after,
        "more_by_author": article_entries(more_by_author(article)),
        "same_topic": article_entries(in_topics(article, topics)),
    }


def accepted_topics(article: "ArticlePage") -> list[Any]:
    """The public topics that took `article` in, in the order of the tree."""
    if article.pk is None:
        return []
    note(f"taken:{article.pk}")
    model = apps.get_model("articles.TopicPage")
    known: list[Any] = known_pages(model, TAKEN.rows(article=article.pk))
    topics = [topic for topic in known if topic.is_readable]
    note(*(f"topic:{topic.pk}" for topic in topics))
    return sorted(topics, key=lambda topic: topic.path)


def neighbours(article: "ArticlePage") -> tuple[Any, Any]:
    """The articles right before and right after this one in its anthology."""
    book = article.anthology
    if book is None or not article.path:
        return None, None
    left = BEFORE.first(anthology=book.pk, path=article.path)
    right = AFTER.first(anthology=book.pk, path=article.path)
    return (right, left) if book.newest_first else (left, right)


def _links() -> Any:
    articles: Any = apps.get_model("articles.ArticlePage").objects
    links = articles.published().select_related("locale")
    return links.only("title", "url_path", "path", "expire_at", *LOCALE)


def _taken(article: int) -> Any:
    accepted: Any = apps.get_model("articles.Submission").objects.accepted()
    taken = accepted.filter(article_id=article).order_by()
    return taken.values_list("topic_id", flat=True)


def _before(anthology: int, path: str) -> Any:
    links = _links().filter(anthology_id=anthology, path__lt=path)
    return links.order_by("-path")[:1]


def _after(anthology: int, path: str) -> Any:
    links = _links().filter(anthology_id=anthology, path__gt=path)
    return links.order_by("path")[:1]


TAKEN: Written[int] = Written(_taken, article=int)
BEFORE: Written[Any] = Written(_before, anthology=int, path=str)
AFTER: Written[Any] = Written(_after, anthology=int, path=str)


def more_by_author(article: "ArticlePage") -> list[int]:
    """Keys of the newest other articles of whose page this one stands on."""
    author = article.author_page
    if author is None or not article.path:
        return []

    def read() -> tuple[int, ...]:
        note(f"below:{author.pk}")
        note_next_end()
        own = _published(article).filter(author_page_id=author.pk).newest_first()
        return tuple(own.values_list("pk", flat=True)[: RELATED + 1])

    newest = piece(f"more by {author.pk}", read)
    return [pk for pk in newest if pk != article.pk][:RELATED]


def in_topics(article: "ArticlePage", topics: list[Any]) -> tuple[int, ...]:
    """Keys of the newest articles of other authors in one of `topics` itself."""
    if not topics or not article.path:
        return ()
    author_id, keys = article.author_page_id, [topic.pk for topic in topics]

    def read() -> tuple[int, ...]:
        note(*(f"topic:{topic.pk}" for topic in topics))
        note_next_end()
        others = _published(article).accepted_into(topics)
        others = others.exclude(author_page_id=author_id).newest_first()
        return tuple(others.values_list("pk", flat=True)[:RELATED])

    return piece(f"in {keys} not by {author_id}", read)


def _published(article: "ArticlePage") -> "ArticleQuerySet":
    return type(article).objects.published()
