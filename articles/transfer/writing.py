"""One post to one article: its fields, its text, its state."""

import datetime
import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from articles.markdown import render, summarize
from articles.models import ArticlePage
from articles.models.anthology import MAX_PRICE
from articles.transfer.body import excerpt_of
from articles.transfer.paywall import blocks_of, text_of
from articles.transfer.post import Post
from articles.transfer.topics import Topics
from core.lines import plain_line

MAX_TITLE, MAX_SUBTITLE, MAX_SUMMARY, MAX_NAME, MAX_TAG = 255, 120, 400, 120, 100
_URL = URLValidator(schemes=["http", "https"])


def body_digest(text: str) -> str:
    """Tells whether the article still has the text the import gave it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_text(page: ArticlePage) -> str | None:
    """The text of an article made of Markdown and a mark, None for any other."""
    return text_of(list(page.body))


def fill(page: ArticlePage, post: Post, text: str, cover_id: int | None) -> None:
    """Give `page` what `post` says; tags and topics are left to `classify`."""
    if len(post.title) > MAX_TITLE:
        post.note("title_cut")
    page.title = page.draft_title = post.title[:MAX_TITLE].strip()
    page.subtitle = post.subtitle[:MAX_SUBTITLE]
    page.summary = _summary(post, text)
    page.body = blocks_of(text)
    page.price = min(post.price, MAX_PRICE)
    page.cover_id = cover_id
    page.comments_open = post.comments_open
    page.first_published_at = post.date or page.first_published_at
    _credit(page, post)
    if post.date and post.date > timezone.now() and post.is_public:
        page.go_live_at = post.date
        post.note("scheduled", f"{post.date:%Y-%m-%d}")


def _summary(post: Post, text: str) -> str:
    if post.summary:
        return summarize(post.summary, MAX_SUMMARY)
    excerpt = excerpt_of(str(blocks_of(text)[0][1]))
    return summarize(render(excerpt).text, MAX_SUMMARY) if excerpt else ""


def _credit(page: ArticlePage, post: Post) -> None:
    """A translator makes a translation, an address of the original a reprint."""
    url = post.source_url if _is_url(post.source_url) else ""
    if not (url or post.translator):
        return
    page.kind = (
        ArticlePage.Kind.TRANSLATION if post.translator else ArticlePage.Kind.REPRINT
    )
    page.source_url = url
    page.source_name = (post.author or urlsplit(url).hostname or post.title)[:MAX_NAME]


def _is_url(url: str) -> bool:
    try:
        _URL(url)
    except ValidationError:
        return False
    return len(url) <= 500


def classify(page: ArticlePage, post: Post, topics: Topics) -> None:
    """Tags to tags, categories to topics, or to tags where there is no topic."""
    tags, chosen = list(post.tags), []
    for path in post.categories:
        topic = topics.match(path)
        if topic is not None:
            chosen.append(topic)
        else:
            tags += path
            post.note("category_as_tag", " / ".join(path))
    page.tags.set(_unique(tags))
    page.offered_topics.set(list(dict.fromkeys(chosen)))


def _unique(tags: list[str]) -> list[str]:
    """Tags that differ by more than the case of their letters."""
    found: dict[str, str] = {}
    for tag in filter(None, map(plain_line, tags)):
        found.setdefault(tag[:MAX_TAG].lower(), tag[:MAX_TAG])
    return list(found.values())


def publish(page: ArticlePage, post: Post, *, user: Any | None) -> None:
    """Publish the newest text under the original date."""
    # so that the text is rendered once, for readers, and not as a draft before
    page.live = True
    revision = page.save_revision(user=user, clean=False)
    # the page in hand is what the revision says: reading it back takes as long again
    revision.as_object = lambda: page
    page.publish(revision, user=user, skip_permission_checks=True)
    changed = post.updated or post.date
    if changed and changed <= timezone.now():
        ArticlePage.objects.filter(pk=page.pk).update(
            last_published_at=_not_before(changed, post)
        )


def _not_before(changed: datetime.datetime, post: Post) -> datetime.datetime:
    return max(changed, post.date) if post.date else changed
