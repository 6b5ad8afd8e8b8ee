"""Markdown to safe HTML, table of contents, plain text and counts.

The only renderer of the platform: site, preview, API, feeds, export, comments.
It knows no models; what links point at is told by a `References`.
"""

from articles.markdown.counts import count_words, reading_minutes, summarize
from articles.markdown.headings import Heading, HeadingIds
from articles.markdown.highlight import highlight_code
from articles.markdown.math import render_math
from articles.markdown.parser import to_html
from articles.markdown.references import (
    FoundReferences,
    ImageRequest,
    References,
    ResolvedImage,
)
from articles.markdown.render import (
    RENDERER_VERSION,
    Rendered,
    find_references,
    render,
)
from articles.markdown.sanitize import ARTICLE, COMMENT, Profile, sanitize
from articles.markdown.sieve import without_controls

__all__ = [
    "ARTICLE",
    "COMMENT",
    "RENDERER_VERSION",
    "FoundReferences",
    "Heading",
    "HeadingIds",
    "ImageRequest",
    "Profile",
    "References",
    "Rendered",
    "ResolvedImage",
    "count_words",
    "find_references",
    "highlight_code",
    "reading_minutes",
    "render",
    "render_math",
    "sanitize",
    "summarize",
    "to_html",
    "without_controls",
]
