"""The paywall mark in a file: what stood behind it must not come back free."""

from typing import Any

from transfer.markup.segments import text_lines

MARK = "<!--paywall-->"
PRICE_KEY = "price_fen"


def blocks_of(text: str) -> list[tuple[str, Any]]:
    """The blocks of an imported text: Markdown, cut in two at the first mark."""
    for line, start, end in text_lines(text):
        if line == MARK and text[end:].strip():
            return [
                ("markdown", text[:start]),
                ("paywall", None),
                ("markdown", text[end:]),
            ]
    return [("markdown", text)]


def text_of(blocks: list[Any]) -> str | None:
    """What `blocks_of` was given, to the byte; None for blocks it never makes."""
    kinds = [block.block_type for block in blocks]
    if kinds == ["markdown"]:
        return str(blocks[0].value or "")
    if kinds == ["markdown", "paywall", "markdown"]:
        return f"{blocks[0].value or ''}{MARK}\n{blocks[2].value or ''}"
    return None
