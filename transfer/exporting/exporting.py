"""An author's articles as Markdown files; what was imported comes back to the byte."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from django.utils import timezone

from articles.models import (
    ArticlePage,
    AuthorPage,
)
from transfer.exporting.attachments import Attachments, Packed, free_path
from transfer.markup.blocks_to_markdown import body_to_markdown
from transfer.markup.paywall import PRICE_KEY
from transfer.models import ImportedPost
from transfer.reading.heads.frontmatter import split_front_matter
from transfer.reading.read import read_post
from transfer.writing.writing import MAX_TITLE, article_text, body_digest


@dataclass(frozen=True, slots=True)
class Exported:
    """One file to write; `path` is relative with forward slashes."""

    path: str
    content: bytes
    is_post: bool = True


def export_posts(*, author: AuthorPage) -> Iterator[Exported]:
    """Every article of `author`, drafts included, each as one file with its pictures.

    An imported article whose text has not changed here gives its file back byte
    for byte; when only its title, tags or state changed, the head is written
    anew and the body keeps its bytes. Any other article is a head in YAML and
    its body as Markdown, where pictures stand beside the file and links lead to
    the other files or to public addresses. Pictures the author may not use
    are left out.
    """
    records = {
        row.page_id: row for row in ImportedPost.objects.filter(author_page=author)
    }
    articles = ArticlePage.objects.filter(author_page=author).select_related(
        "anthology"
    )
    articles = articles.order_by("path")
    taken = {row.path.lower() for row in records.values()}
    paths = {pk: row.path for pk, row in records.items()}
    for article in articles.exclude(pk__in=records).iterator(chunk_size=100):
        paths[article.pk] = free_path(_own_path(article), taken)
    attachments = Attachments(paths, author.user, taken)
    for article in articles.iterator(chunk_size=100):
        page = article.get_latest_revision_as_object()
        yield from _files(_Export(page, article, records.get(article.pk)), attachments)


def _own_path(article: ArticlePage) -> str:
    """A folder for each article, as Hugo has it: the pictures lie in there too."""
    folder = article.anthology.slug if article.anthology else ""
    return posixpath.join(folder, article.slug, "index.md")


@dataclass(frozen=True, slots=True)
class _Export:
    """`page` is the newest text of the stored `article`."""

    page: ArticlePage
    article: ArticlePage
    record: ImportedPost | None


def _files(export: _Export, attachments: Attachments) -> Iterator[Exported]:
    path = attachments.paths[export.article.pk]
    written = _unchanged(export) if export.record else None
    if written is not None:
        yield Exported(path, written)
        return
    # Not `article_text`: the paywall mark needs a line of its own.
    text = body_to_markdown(export.page.body)
    packed = attachments.pack(text, path, export.page.cover_id)
    yield Exported(path, _written(export, packed))
    for place, content in packed.pictures:
        yield Exported(place, content, is_post=False)


def _unchanged(export: _Export) -> bytes | None:
    """The imported file, or one with a new head; None where the text has changed."""
    text, record = article_text(export.page), export.record
    if record is None or text is None or body_digest(text) != record.body_digest:
        return None
    source = bytes(record.source)
    post = read_post(record.path, source)
    if export.page.title == post.title[:MAX_TITLE].strip():
        return source
    body = split_front_matter(post.decoded.text).body
    return post.decoded.encode(head_of(export.page, export.article) + body)


def _written(export: _Export, packed: Packed) -> bytes:
    page, article, record = export.page, export.article, export.record
    head = head_of(page, article, cover=packed.cover)
    if record is None:
        return (head + packed.text).encode()
    post = read_post(record.path, bytes(record.source))
    # the original head says more than ours can, as long as it still is true
    is_same_title = page.title == post.title[:MAX_TITLE].strip()
    keeps_head = is_same_title and post.head and post.title_in_head
    return post.decoded.encode((post.head if keeps_head else head) + packed.text)


def head_of(page: ArticlePage, article: ArticlePage, *, cover: str = "") -> str:
    """Front matter in YAML that an import of ours reads back."""
    values: dict[str, Any] = {"title": page.title}
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
        "draft": lambda: not article.live,
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


def _moment(value: Any) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""
