"""What a text says without its markup: for search, summaries and counts."""

from html import unescape

import nh3
from markdown_it.token import Token

_VERBATIM = {"fence", "code_block", "math_block"}
_SPOKEN = {"text", "code_inline", "math_inline", "math_display"}


def plain_text(tokens: list[Token], *, is_prose: bool = False) -> str:
    """The words of `tokens`, every block on lines of its own.

    Code is kept as written, formulas as TeX, images as their alt text. A row of a
    table is one line. The generated titles of callouts are left out. Prose, of which
    summaries are made, has neither headings nor what is said of pictures.
    """
    parts: list[str] = []
    after_cell = {"th_open", "td_open"}
    for position, token in enumerate(tokens):
        before = tokens[position - 1].type if position else ""
        if is_prose and position and _is_no_prose(tokens[position - 1]):
            continue
        if token.type == "inline" and before != "alert_title_open":
            parts.append(inline_text(token.children or [], is_prose=is_prose))
            parts.append(" " if before in after_cell else "\n")
        elif token.type in _VERBATIM:
            parts += ["\n", token.content, "\n"]
        elif token.type == "html_block":
            parts += [html_text(token.content), "\n"]
        elif token.type == "tr_close":
            parts.append("\n")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_no_prose(opening: Token) -> bool:
    return opening.type == "heading_open" or (
        opening.tag == "figure" and opening.nesting == 1
    )


def inline_text(children: list[Token], *, is_prose: bool = False) -> str:
    """The words of the inline tokens `children`, line breaks as blanks."""
    parts: list[str] = []
    for token in children:
        if token.type in _SPOKEN:
            parts.append(token.content)
        elif token.type == "image" and not is_prose:
            parts.append(inline_text(token.children or []))
        elif token.type in ("softbreak", "figcaption_open"):
            parts.append(" ")
        elif token.type == "html_inline" and _has_words(token.content):
            # What a sound, a film or a picture became.
            parts.append(html_text(token.content))
        elif token.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)


def _has_words(html: str) -> bool:
    return html.endswith("</a>") or (bool(html) and html[0] != "<")


def html_text(html: str) -> str:
    """The words of the HTML fragment `html`, which holds known elements only."""
    bare = nh3.clean(html, tags=set(), clean_content_tags=set())
    return unescape(bare)
