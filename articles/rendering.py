"""From an article's body to what readers get, computed once, when it is saved."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from django.utils import translation

from articles.block_html import BlockContext, BlockHtml, render_block
from articles.references import WagtailReferences
from texts import (
    RENDERER_VERSION,
    HeadingIds,
    count_words,
    reading_minutes,
    summarize,
)

if TYPE_CHECKING:
    from articles.models import ArticlePage

# Raise when the templates of the blocks change what is stored.
BLOCKS_VERSION = 2
# What was stored under another one is rendered anew, see `articles.services.renewal`.
VERSION = RENDERER_VERSION * 1_000 + BLOCKS_VERSION


@dataclass(slots=True)
class RenderedArticle:
    """One article as readers get it; `blocks` are `{"id", "type", "html"}`.

    `gated_*` is what stands behind the paywall mark. Nothing here decides who
    may read it: that is `articles.access`.
    """

    blocks: list[dict[str, str]] = field(default_factory=list)
    gated_blocks: list[dict[str, str]] = field(default_factory=list)
    has_mark: bool = False
    headings: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""
    gated_text: str = ""
    summary: str = ""
    words: int = 0
    gated_words: int = 0
    minutes: int = 0
    features: list[str] = field(default_factory=list)
    tags: list[dict[str, str]] = field(default_factory=list)
    digest: str = ""

    def open_blocks(self, *, for_sale: bool) -> list[dict[str, str]]:
        """The blocks anyone may read."""
        if not for_sale:
            return [*self.blocks, *self.gated_blocks]
        return self.blocks if self.has_mark else []

    def paid_blocks(self, *, for_sale: bool) -> list[dict[str, str]]:
        """The blocks only a buyer may read; empty when nothing is for sale."""
        if not for_sale:
            return []
        return self.gated_blocks if self.has_mark else self.blocks

    def open_html(self, *, for_sale: bool) -> str:
        return "\n".join(b["html"] for b in self.open_blocks(for_sale=for_sale))

    def paid_html(self, *, for_sale: bool) -> str:
        return "\n".join(b["html"] for b in self.paid_blocks(for_sale=for_sale))

    def open_text(self, *, for_sale: bool) -> str:
        """Plain text anyone may read: for search, feeds and descriptions."""
        if not for_sale:
            return "\n".join(filter(None, (self.text, self.gated_text)))
        return self.text if self.has_mark else ""

    def open_summary(self, *, for_sale: bool) -> str:
        return self.summary if not for_sale or self.has_mark else ""

    def open_headings(self, *, for_sale: bool) -> list[dict[str, Any]]:
        """The table of contents anyone may see."""
        if not for_sale:
            return self.headings
        if not self.has_mark:
            return []
        return [h for h in self.headings if not h["gated"]]


STORED = tuple(f.name for f in fields(RenderedArticle))


def tags_of(page: "ArticlePage") -> list[dict[str, str]]:
    """The tags as `{"name", "slug"}`, in the order they were given."""
    return [{"name": tag.name, "slug": tag.slug} for tag in page.tags.all()]


def body_digest(page: "ArticlePage", tags: list[dict[str, str]]) -> str:
    """Changes whenever body, tags, language or the way of rendering change."""
    raw = json.dumps(
        [
            RENDERER_VERSION,
            BLOCKS_VERSION,
            page.locale.language_code,
            tags,
            list(page.body.raw_data),
        ],
        ensure_ascii=False,
        sort_keys=True,
        default=str,
    )
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def render_article(page: "ArticlePage") -> RenderedArticle:
    """Render the body of `page` afresh, in the language of its locale."""
    tags = tags_of(page)
    result = RenderedArticle(digest=body_digest(page, tags), tags=tags)
    references = _references(page)
    context = BlockContext(heading_ids=HeadingIds(), references=references)
    texts: dict[bool, list[str]] = {False: [], True: []}
    prose: list[str] = []
    with translation.override(page.locale.language_code):
        for number, child in enumerate(page.body):
            if child.block_type == "paywall":
                result.has_mark = True
                continue
            html = render_block(child, scope=f"b{number}", context=context)
            _append(result, child, html)
            texts[result.has_mark].append(html.text)
            if not result.has_mark:
                prose.append(html.prose or "")
    result.text = "\n".join(filter(None, texts[False]))
    result.gated_text = "\n".join(filter(None, texts[True]))
    result.gated_words = count_words(result.gated_text)
    result.words = count_words(result.text) + result.gated_words
    result.minutes = reading_minutes(result.words)
    result.summary = summarize("\n".join(prose))
    return result


def _references(page: "ArticlePage") -> WagtailReferences:
    from articles.openness import namers_of, writers_of

    return WagtailReferences(lambda: writers_of(page), page.pk, namers_of(page))


def _append(result: RenderedArticle, child: Any, html: BlockHtml) -> None:
    entry = {"id": child.id or "", "type": child.block_type, "html": html.html}
    (result.gated_blocks if result.has_mark else result.blocks).append(entry)
    gated = result.has_mark
    result.headings += [asdict(heading) | {"gated": gated} for heading in html.headings]
    result.features = sorted({*result.features, *html.features})


def load_rendering(page: "ArticlePage") -> RenderedArticle | None:
    """The stored rendering of a saved article, if there is one."""
    row = getattr(page, "rendering", None) if page.pk else None
    if row is None:
        return None
    return RenderedArticle(**{name: getattr(row, name) for name in STORED})


def store_rendering(page: "ArticlePage", *, force: bool = False) -> RenderedArticle:
    """Render `page` and store the result, unless the stored one is still true."""
    rendered = None if force else load_rendering(page)
    if rendered is None or rendered.digest != body_digest(page, tags_of(page)):
        rendered = render_article(page)
        _store(page, rendered)
    page.__dict__["rendered"] = rendered
    return rendered


def _store(page: "ArticlePage", rendered: RenderedArticle) -> None:
    from articles.models import ArticleRendering

    row = ArticleRendering(page_id=page.pk, version=VERSION)
    for name in STORED:
        setattr(row, name, getattr(rendered, name))
    # One statement, whether there is a row already or not.
    ArticleRendering.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=[*STORED, "version", "rendered_at"],
    )
    page.rendering = row
