"""Markdown to safe HTML, table of contents, plain text and counts.

The only renderer of the platform: site, preview, API, feeds, export, comments.
It knows no models; what links point at is told by a `References`.
"""

from texts.counts import begins_with, count_words, reading_minutes, summarize
from texts.parser import to_html
from texts.references import (
    FoundReferences,
    ImageRequest,
    References,
    ResolvedImage,
)
from texts.render import (
    RENDERER_VERSION,
    Rendered,
    find_references,
    render,
)
from texts.safe.sanitize import ARTICLE, COMMENT, Profile, sanitize
from texts.safe.sieve import without_controls
from texts.syntax.headings import Heading, HeadingIds
from texts.syntax.highlight import highlight_code
from texts.syntax.math import render_math

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
    "begins_with",
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
