"""What readers get of an article, apart from the page and from where it is stored."""

from dataclasses import dataclass, field, fields
from typing import Any


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

    @property
    def whole_html(self) -> str:
        """All of it, for those who may read all."""
        return html_of([*self.blocks, *self.gated_blocks])

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


def html_of(blocks: list[dict[str, str]]) -> str:
    return "\n".join(block["html"] for block in blocks)


STORED = tuple(f.name for f in fields(RenderedArticle))
