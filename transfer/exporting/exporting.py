"""An author's articles as Markdown files; what was imported comes back to the byte."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import (
    ArticlePage,
    AuthorPage,
)
from transfer.exporting.attachments import Attachments, free_path
from transfer.exporting.heads import head_of, is_open, still_says
from transfer.exporting.originals import picture_places, place_of
from transfer.markup.blocks_to_markdown import body_to_markdown
from transfer.models import ImportedPost
from transfer.reading.names import hidden_name
from transfer.reading.read import read_post
from transfer.writing.topics import Topics
from transfer.writing.writing import article_text, body_digest


@dataclass(frozen=True, slots=True)
class Exported:
    """One file to write; `path` is relative with forward slashes."""

    path: str
    content: bytes
    is_post: bool = True


def export_posts(*, author: AuthorPage) -> Iterator[Exported]:
    """Every article of `author`, drafts included, each as one file with its pictures.

    An imported article that has not changed here gives its file back byte for byte,
    with its pictures where it looks for them; when only what the head says changed,
    that is written anew and the text keeps its bytes. Any other article is a head in
    YAML and its body as Markdown, where pictures stand beside the file and links
    lead to the other files or to public addresses. Files the author may not use are
    left out.
    """
    # what is public here does not go back to a place that says it is not
    rows = ImportedPost.objects.filter(author_page=author)
    rows = rows.select_related("page__closed_page")
    records = {
        row.page_id: row
        for row in rows
        if not (is_open(row.page) and hidden_name(row.path))
    }
    articles = ArticlePage.objects.filter(author_page=author).select_related(
        "anthology", "closed_page"
    )
    articles = articles.order_by("path")
    taken = {row.path.lower() for row in records.values()}
    paths = {pk: row.path for pk, row in records.items()}
    for article in articles.exclude(pk__in=records).iterator(chunk_size=100):
        paths[article.pk] = free_path(_own_path(article), taken)
    attachments = Attachments(paths, author.user, taken)
    topics = Topics(make=False, locale_id=author.locale_id, user=None)
    for article in articles.iterator(chunk_size=100):
        page = article.get_latest_revision_as_object()
        export = _Export(page, article, records.get(article.pk), topics)
        yield from _files(export, attachments)


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
    topics: Topics


def _files(export: _Export, attachments: Attachments) -> Iterator[Exported]:
    path = attachments.paths[export.article.pk]
    content, pictures = _imported(export, attachments) or _written(export, attachments)
    yield Exported(path, content)
    for place, picture in pictures:
        yield Exported(place, picture, is_post=False)


# A file, and the path and content of each picture that belongs to it
_Content = tuple[bytes, list[tuple[str, bytes]]]


def _imported(export: _Export, attachments: Attachments) -> _Content | None:
    """The imported file, or its text below a new head; None where that has changed."""
    page, article, record = export.page, export.article, export.record
    text = article_text(page)
    if record is None or text is None or body_digest(text) != record.body_digest:
        return None
    post = read_post(record.path, bytes(record.source))
    keeps_head = still_says(post, page, article, text, export.topics)
    if post.photos and not keeps_head:
        return None
    places = picture_places(post, text)
    if keeps_head and post.cover and page.cover_id:
        places |= place_of(post.path, post.cover, page.cover_id)
    pictures = attachments.along(places)
    if pictures is None:
        return None
    if keeps_head:
        return bytes(record.source), pictures
    packed = attachments.pack("", record.path, page.cover_id)
    head = head_of(page, article, cover=packed.cover)
    # what was the title may have stood at the start of the text
    return post.decoded.encode(head + post.body), pictures + packed.pictures


def _written(export: _Export, attachments: Attachments) -> _Content:
    page, article, record = export.page, export.article, export.record
    # Not `article_text`: the paywall mark needs a line of its own.
    text = body_to_markdown(page.body)
    path = attachments.paths[article.pk]
    packed = attachments.pack(text, path, page.cover_id)
    head = head_of(page, article, cover=packed.cover)
    if record is None:
        return (head + packed.text).encode(), packed.pictures
    post = read_post(record.path, bytes(record.source))
    # the original head says more than ours can, as long as it still is true
    keeps_head = post.head and post.title_in_head and not (post.photos or page.cover_id)
    if keeps_head and still_says(post, page, article, text, export.topics):
        head = post.head
    return post.decoded.encode(head + packed.text), packed.pictures
