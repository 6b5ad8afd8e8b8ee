"""RSS 2.0, Atom 1.0 and JSON Feed 1.1 of any page that lists articles.

Only what is free to read goes out: the summary and the open part of the text.
JSON Feed: https://www.jsonfeed.org/version/1.1/
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

if TYPE_CHECKING:
    from articles.models import ArticlePage

NEWEST = 20
KEPT_SECONDS = 30 * 86_400
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
CONTENT_NAMESPACE = "http://purl.org/rss/1.0/modules/content/"
# Text may hold quotes and even `href="/x"`; only inside a tag it is an address.
TAG = re.compile(r'<[a-zA-Z](?:[^>"]|"[^"]*")*>')
# A path, a query or a mark in the text itself: all but what names its scheme.
LOCAL_ADDRESS = re.compile(r'(\s(?:href|src)=")(?![a-zA-Z][a-zA-Z0-9+.-]*:)([^"]*)"')
LOCAL_SOURCES = re.compile(r'(\ssrcset=")([^"]*)"')
# What XML 1.0 cannot hold, escaped or not: https://www.w3.org/TR/xml/#charsets
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def absolute_html(html: str, base: str) -> str:
    """`html` of the page at `base` with every address made absolute.

    Feed readers show it elsewhere; footnotes lead to the page.
    """
    return TAG.sub(lambda tag: _absolute_tag(tag[0], base), html)


def _absolute_tag(tag: str, base: str) -> str:
    tag = LOCAL_ADDRESS.sub(lambda m: f'{m[1]}{_joined(base, m[2])}"', tag)
    root = urljoin(base, "/")
    return LOCAL_SOURCES.sub(
        lambda m: m[1] + re.sub(r"(^|,\s*)/", rf"\1{root}", m[2]) + '"', tag
    )


def _joined(base: str, address: str) -> str:
    try:
        joined = urljoin(base, unescape(address))
        return escape(joined).replace("\xa0", "&nbsp;")  # as HTML is serialised
    except ValueError:  # a host nobody could have, `//[`
        return address


def plain(text: str) -> str:
    """`text` without the characters that no feed may carry."""
    return NOT_XML.sub("", text)


class _Dated(SyndicationFeed):
    """Says when what it lists was last changed; Django takes an empty one for new."""

    def latest_post_date(self) -> datetime:
        return self.feed["changed_at"]


class FullTextRssFeed(_Dated, Rss201rev2Feed):
    """RSS with the open text beside the summary (`content:encoded`)."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:content": CONTENT_NAMESPACE}

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content_html"])


class FullTextAtomFeed(_Dated, Atom1Feed):
    """Atom with the open text beside the summary (`content`)."""

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content_html"], {"type": "html"})


class JsonFeed(_Dated):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self._item(item) for item in self.items],
        }
        text = json.dumps(feed, ensure_ascii=False, indent=1)
        outfile.write(text.encode(encoding))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content_html"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "authors": [{"name": item["author_name"]}],
            "tags": list(item["categories"]),
        }


FORMATS: dict[str, Any] = {
    "feed.xml": FullTextRssFeed,
    "atom.xml": FullTextAtomFeed,
    "feed.json": JsonFeed,
}


def _dates(article: "ArticlePage") -> tuple[datetime, datetime]:
    """When it was published and last changed; formats and readers want both.

    An alias of a text that was never published has neither: then it is as old as
    its rendering.
    """
    updated = article.last_published_at or article.first_published_at
    if updated is None:
        rendering = getattr(article, "rendering", None)
        updated = rendering.rendered_at if rendering else LONG_AGO
    return article.first_published_at or updated, updated


def _add_article(feed: SyndicationFeed, article: "ArticlePage", base: str) -> None:
    published, updated = _dates(article)
    link = urljoin(base, article.url)
    feed.add_item(
        title=plain(article.title),
        link=link,
        unique_id=urljoin(base, article.short_path),
        unique_id_is_permalink=True,
        description=plain(article.lead),
        pubdate=published,
        updateddate=updated,
        author_name=plain(article.author_page.title) if article.author_page else "",
        categories=[plain(tag["name"]) for tag in article.rendered.tags],
        content_html=plain(absolute_html(article.open_html, link)),
    )


def feed_response(
    request: HttpRequest,
    name: str,
    *,
    title: str,
    description: str,
    link: str,
    articles: Iterable["ArticlePage"],
    since: datetime | None = None,
) -> HttpResponse:
    """The feed called `name` ("feed.xml", "atom.xml" or "feed.json").

    It calls itself as new as its newest article, or as `since`, when it began; readers
    that have it already are told so (RFC 9110, 13).
    """
    if name not in FORMATS:
        raise Http404
    base = request.build_absolute_uri("/")
    articles = list(articles)
    dates = [_dates(article)[1] for article in articles]
    changed_at = max([*dates, since or LONG_AGO])
    feed = FORMATS[name](
        title=plain(title),
        link=urljoin(base, link),
        description=plain(description),
        language=request.LANGUAGE_CODE,
        feed_url=request.build_absolute_uri(request.path),
        changed_at=changed_at,
    )
    for article in articles:
        _add_article(feed, article, base)
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    response["Last-Modified"] = http_date(_first_seen(request, response.content))
    return response


def _first_seen(request: HttpRequest, body: bytes) -> int:
    """When the feed at this address began to read like `body`, in whole seconds.

    Much changes a feed that has no date of its own: a name, a topic's decision, a
    restriction. What the cache has forgotten began now, which costs its readers one
    more answer in full; two versions never have the same second.
    """
    key = f"feed {request.get_host()} {request.path}"
    key = f"feed-{hashlib.sha256(key.encode()).hexdigest()}"
    digest, now = hashlib.sha256(body).hexdigest(), int(time.time())
    known, moment = cache.get(key) or ("", 0)
    if known != digest:
        moment = max(now, moment + 1)
        cache.set(key, (digest, moment), KEPT_SECONDS)
    return int(moment)


def newest(articles: Any) -> Any:
    """The rows a feed carries, with all they need in a fixed number of queries."""
    return articles.for_reading()[:NEWEST]


class FeedPageMixin:
    """A page with `feed.xml`, `atom.xml` and `feed.json` below its address."""

    feed_articles: Callable[[], Any]
    pk: int

    def feed_shows(self) -> set[str]:
        """Tags of the list that the feed is cut from."""
        return {f"below:{self.pk}"}


def page_feed(request: HttpRequest, page: Any, name: str) -> HttpResponse:
    """The feed called `name` of `page`, which has `FeedPageMixin`."""
    return feed_response(
        request,
        name,
        title=page.title,
        description=page.description_for_sharing or page.title,
        link=page.url,
        articles=newest(page.feed_articles()),
        since=page.last_published_at,
    )
