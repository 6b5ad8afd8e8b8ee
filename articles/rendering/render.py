"""From an article's body to what readers get, computed once, when it is saved."""

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import translation

from articles.files.writers import namers_of, writers_of
from articles.rendering.block_html import BlockContext, BlockHtml, render_block
from articles.rendering.references import WagtailReferences
from articles.rendering.rendered import RenderedArticle
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
BLOCKS_VERSION = 3
# What was stored under another one is rendered anew, see `articles.services.renewal`.
VERSION = RENDERER_VERSION * 1_000 + BLOCKS_VERSION


def tags_of(page: "ArticlePage") -> list[dict[str, str]]:
    """The tags as `{"name", "slug"}`, in the order they were given."""
    return [{"name": tag.name, "slug": tag.slug} for tag in page.tags.all()]


def rendering_digest(page: "ArticlePage", tags: list[dict[str, str]]) -> str:
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
    result = RenderedArticle(digest=rendering_digest(page, tags), tags=tags)
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
    return WagtailReferences(lambda: writers_of(page), page.pk, namers_of(page))


def _append(result: RenderedArticle, child: Any, html: BlockHtml) -> None:
    entry = {"id": child.id or "", "type": child.block_type, "html": html.html}
    (result.gated_blocks if result.has_mark else result.blocks).append(entry)
    gated = result.has_mark
    result.headings += [asdict(heading) | {"gated": gated} for heading in html.headings]
    result.features = sorted({*result.features, *html.features})
