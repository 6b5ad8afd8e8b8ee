"""Headings: levels below the page's own h1, ids, and the table of contents."""

import re
from dataclasses import dataclass

from markdown_it.token import Token

from texts.plaintext import inline_text

# In front of every id, so that no heading can clobber a name of the DOM.
PREFIX = "h-"
_LENGTH = 80
_DROPPED = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of a table of contents; `level` is that of the rendered element."""

    level: int
    id: str
    text: str


class HeadingIds:
    """Hands out heading ids; share one between all blocks of an article.

    Equal headings are numbered as on GitHub: `h-安装`, `h-安装-1`, `h-安装-2`.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def assign(self, text: str) -> str:
        """A new id for a heading that reads `text`."""
        slug = slugify(text)
        number = self._numbers.get(slug, 0)
        candidate = f"{slug}-{number}" if number else slug
        while candidate in self._taken:
            number += 1
            candidate = f"{slug}-{number}"
        self._numbers[slug] = number + 1
        self._taken.add(candidate)
        return PREFIX + candidate

    def find(self, fragment: str) -> str | None:
        """The id of a heading that `fragment`, written without prefix, means."""
        slug = slugify(fragment)
        return PREFIX + slug if slug in self._taken else None


def slugify(text: str) -> str:
    """`text` as the readable part of an id: lower case, Chinese kept."""
    kept = _DROPPED.sub("", text.strip().lower())
    return "-".join(kept.split())[:_LENGTH] or "section"


def place_headings(
    tokens: list[Token], ids: HeadingIds | None, shift: int
) -> tuple[Heading, ...]:
    """Move headings down below h1, give them ids, return those of the top level.

    Without `ids` nothing is named. All move by `shift`, or by one if that is 0 and
    the text has an h1 of its own: the page's title stays the only h1.
    """
    if not shift:
        shift = int(any(t.type == "heading_open" and t.tag == "h1" for t in tokens))
    contents = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + shift, 6)
            token.tag = tokens[position + 2].tag = f"h{level}"
            if ids is not None:
                text = inline_text(tokens[position + 1].children or []).strip()
                token.attrs["id"] = ids.assign(text)
                if token.level == 0 and text:
                    contents.append(Heading(level, str(token.attrs["id"]), text))
    return tuple(contents)
