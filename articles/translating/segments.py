"""Markdown, and text of every kind, as wagtail-localize keeps it.

It keeps all strings as HTML of which only `<br>` means something here: no field of
the site is rich text. Why so: docs/adr/0014-markdown-is-translated-in-pieces.md.
"""

import json
import re
from html import escape, unescape
from typing import Any

from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.strings import StringValue

from texts.pieces import cut, join

FORMAT = "markdown"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r")


def as_typed(stored: str) -> str:
    """What a person sees and types of a string of wagtail-localize."""
    return unescape(_BREAK.sub("\n", stored))


def as_stored(typed: str) -> str:
    """How wagtail-localize keeps what a person typed.

    As its `StringValue.from_plaintext`, which makes one blank of a line of blanks.
    """
    return escape(typed, quote=False).replace("\n", "<br/>")


def from_browser(typed: str) -> str:
    """What a person typed, whose lines forms send with other ends.

    The workbench's own script takes line feeds away, so that ours
    (static/admin/translating.js) gives it U+2028 for them.
    """
    return _LINE_END.sub("\n", typed).replace("\u2028", "\n")


def string_of(typed: str) -> Any:
    """A text that is translated as a whole, for wagtail-localize."""
    return StringSegmentValue("", StringValue(as_stored(typed)))


def segments_of(source: str) -> list[Any]:
    """A Markdown text for wagtail-localize: its pieces, and the frame they stand in."""
    if not source:
        return []
    text = cut(source)
    frame = json.dumps([text.line_end, text.parts])
    return [
        TemplateSegmentValue("", FORMAT, frame, len(text.pieces)),
        *(
            StringSegmentValue("", StringValue(as_stored(piece)))
            for piece in text.pieces
        ),
    ]


def text_of(segments: list[Any]) -> str:
    """The text of its segments, translated or not."""
    ordered = sorted(segments, key=lambda segment: segment.order)
    frames = [part for part in ordered if isinstance(part, TemplateSegmentValue)]
    strings = [part for part in ordered if isinstance(part, StringSegmentValue)]
    pieces = [as_typed(part.string.data) for part in strings]
    if not frames:  # one string: code, or what was handed in before texts were cut
        return "".join(pieces)
    line_end, parts = json.loads(frames[0].template)
    return join(parts, pieces, line_end)
