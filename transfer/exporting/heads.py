"""What an article says of itself, as the head of a file."""

from collections.abc import Callable
from typing import Any

import yaml

from django.utils import timezone

from articles.models import ArticlePage
from transfer.markup.paywall import PRICE_KEY
from transfer.reading.post import Post
from transfer.writing.classifying import sorted_before
from transfer.writing.topics import Topics
from transfer.writing.writing import (
    credit_of,
    has_own_cover,
    price_of,
    subtitle_of,
    summary_of,
    title_of,
)


def head_of(page: ArticlePage, article: ArticlePage, *, cover: str = "") -> str:
    """Front matter in YAML that an import of ours reads back."""
    values: dict[str, Any] = {"title": page.title}
    waits = waits_for_its_time(page, article)
    optional: dict[str, Callable[[], Any]] = {
        "subtitle": lambda: page.subtitle,
        "date": lambda: _moment(article.first_published_at),
        "updated": lambda: _moment(article.last_published_at),
        "slug": lambda: article.slug,
        "tags": lambda: sorted(page.tags.names()),
        "categories": lambda: [topic.title for topic in page.offered_topics.all()],
        "summary": lambda: page.summary,
        "cover": lambda: cover,
        "author": lambda: page.source_name,
        "originallink": lambda: page.source_url,
        "translator": lambda: _translator(page, article),
        PRICE_KEY: lambda: page.price,
        "publishDate": lambda: _moment(page.go_live_at) if waits else "",
        "expiryDate": lambda: _moment(page.expire_at),
        "draft": lambda: not (waits or _is_public(article)),
    }
    for key, value in optional.items():
        if found := value():
            values[key] = found
    if not page.comments_open:
        values["comments"] = False
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{written}---\n"


def _translator(page: ArticlePage, article: ArticlePage) -> str:
    is_translation = page.kind == ArticlePage.Kind.TRANSLATION
    return article.author_page.title if is_translation and article.author_page else ""


def _is_public(article: ArticlePage) -> bool:
    """Whether every reader may open the newest text."""
    return is_open(article) and not article.has_unpublished_changes


def is_open(article: ArticlePage) -> bool:
    """Whether every reader may open `article`, until its time is over."""
    return article.live and not hasattr(article, "closed_page")


def _moment(value: Any) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def waits_for_its_time(page: ArticlePage, article: ArticlePage) -> bool:
    """Whether it is to be published on the day the newest text names."""
    is_to_come = page.go_live_at is not None and page.go_live_at > timezone.now()
    return is_to_come and not article.live and article.approved_schedule


def still_says(
    post: Post, page: ArticlePage, article: ArticlePage, text: str, topics: Topics
) -> bool:
    """Whether an import of `post` would give the article all that it has today.

    `page` is the newest text of the stored `article`, and `text` its Markdown.
    """
    return (
        (title_of(post), subtitle_of(post)) == (page.title, page.subtitle)
        and summary_of(post, text) == page.summary
        and (post.comments_open, price_of(post)) == (page.comments_open, page.price)
        and credit_of(post) == (page.kind, page.source_url, page.source_name)
        and not has_own_cover(page, post)
        and post.expires == page.expire_at
        and _has_its_day(post, article)
        and _has_its_state(post, page, article)
        and _is_sorted(post, page, topics)
    )


def _has_its_day(post: Post, article: ArticlePage) -> bool:
    shown = article.first_published_at
    return not (post.date and shown) or shown in (post.date, post.goes_live)


def _has_its_state(post: Post, page: ArticlePage, article: ArticlePage) -> bool:
    if article.live or not post.is_public:
        return post.is_public == is_open(article)
    waits = waits_for_its_time(page, article)
    return waits and page.go_live_at == post.goes_live


def _is_sorted(post: Post, page: ArticlePage, topics: Topics) -> bool:
    names, offered = list(page.tags.names()), list(page.offered_topics.all())
    tags, chosen = sorted_before(post, topics, names, offered)
    same_tags = {name.lower() for name in names} == {tag.lower() for tag in tags}
    return same_tags and {t.pk for t in offered} == {t.pk for t in chosen}
