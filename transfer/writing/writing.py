"""One post to one article: its fields and its text.

A second import changes what the file says otherwise than the time before. What was
chosen on the site since stays.
"""

import datetime
import hashlib
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from articles.models import ArticlePage
from articles.models.selling import MAX_PRICE
from texts import render, summarize
from transfer.markup.body import excerpt_of
from transfer.markup.paywall import blocks_of, text_of
from transfer.reading.post import Post

MAX_TITLE, MAX_SUBTITLE, MAX_SUMMARY, MAX_NAME = 255, 120, 400, 120
_URL = URLValidator(schemes=["http", "https"])


def body_digest(text: str) -> str:
    """Tells whether the article still has the text the import gave it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_text(page: ArticlePage) -> str | None:
    """The text of an article made of Markdown and a mark, None for any other."""
    return text_of(list(page.body))


def fill(
    page: ArticlePage, post: Post, text: str, cover_id: int | None, old: Post | None
) -> None:
    """Give `page` what `post` says; tags and topics are left to `classify`.

    `old` is what the file said when it was imported before.
    """
    if len(post.title) > MAX_TITLE:
        post.note("title_cut")
    page.body = blocks_of(text)
    if old is None or title_of(old) != title_of(post):
        page.title = page.draft_title = title_of(post)
    if old is None or _summary_said(old) != _summary_said(post):
        page.summary = summary_of(post, text)
    if old is None or old.cover != post.cover or not has_own_cover(page, post):
        page.cover_id = cover_id
    if old is None or old.subtitle != post.subtitle:
        page.subtitle = subtitle_of(post)
    if old is None or old.price != post.price:
        page.price = price_of(post)
    if old is None or old.comments_open != post.comments_open:
        page.comments_open = post.comments_open
    if old is None or _credit_said(old) != _credit_said(post):
        page.kind, page.source_url, page.source_name = credit_of(post)
    _set_times(page, post, old)


def title_of(post: Post) -> str:
    return post.title[:MAX_TITLE].strip()


def subtitle_of(post: Post) -> str:
    return post.subtitle[:MAX_SUBTITLE]


def price_of(post: Post) -> int:
    return min(post.price, MAX_PRICE)


def _summary_said(post: Post) -> tuple[str, str]:
    return post.summary, "" if post.summary else excerpt_of(post.body)


def summary_of(post: Post, text: str) -> str:
    """What the head says, else what stands before the mark in `text`."""
    if post.summary:
        return summarize(post.summary, MAX_SUMMARY)
    excerpt = excerpt_of(str(blocks_of(text)[0][1]))
    return summarize(render(excerpt).prose, MAX_SUMMARY) if excerpt else ""


def has_own_cover(page: ArticlePage, post: Post) -> bool:
    """Whether the cover is another picture than the file's, which may be a new one."""
    name = PurePosixPath(post.cover).stem
    return page.cover is not None and page.cover.title != name[:255]


def _credit_said(post: Post) -> tuple[str, str, str]:
    return post.translator, post.source_url, post.author


def credit_of(post: Post) -> tuple[str, str, str]:
    """Kind, address and name of the source: a translator makes a translation, an
    address of the original a reprint."""
    url = post.source_url if _is_url(post.source_url) else ""
    if not (url or post.translator):
        return ArticlePage.Kind.ORIGINAL, url, ""
    kind = ArticlePage.Kind.TRANSLATION if post.translator else ArticlePage.Kind.REPRINT
    name = post.author or urlsplit(url).hostname or post.title
    return kind, url, name[:MAX_NAME]


def _is_url(url: str) -> bool:
    try:
        _URL(url)
    except ValidationError:
        return False
    return len(url) <= 500


def _set_times(page: ArticlePage, post: Post, old: Post | None) -> None:
    now = timezone.now()
    if old is None or old.date != post.date:
        shown = post.date
        if shown and post.goes_live and post.goes_live <= now < shown:
            # Hugo publishes it all the same: nothing is published after today
            shown = post.goes_live
        page.first_published_at = shown or page.first_published_at
    if old is None or _go_live(old, now) != _go_live(post, now):
        page.go_live_at = _go_live(post, now)
    if old is None or old.expires != post.expires:
        page.expire_at = post.expires


def _go_live(post: Post, now: datetime.datetime) -> datetime.datetime | None:
    is_to_come = post.is_public and post.goes_live is not None and post.goes_live > now
    return post.goes_live if is_to_come else None
