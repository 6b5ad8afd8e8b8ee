"""What a text says without its markup: for search, summaries and counts."""

from collections.abc import Iterator
from html import unescape

import nh3
from markdown_it.token import Token

_VERBATIM = {"fence", "code_block", "math_block"}
# What stands beside the sentences of a text, from its opening to its end.
_BESIDE = ("heading", "table", "footnote_block")
_BESIDE_HTML = {"table", "pre", "figure"}
_SIGNS = {"code_inline", "math_inline", "math_display"}
_SPOKEN = {"text", *_SIGNS}


def plain_text(tokens: list[Token], *, is_prose: bool = False) -> str:
    """The words of `tokens`, every block on lines of its own.

    Code is kept as written, formulas as TeX, images as their alt text. A row of a
    table is one line. The generated titles of callouts are left out. Prose, of which
    summaries are made, has sentences only: no headings, code, formulas on lines of
    their own, tables or footnotes, and nothing that is said of pictures.
    """
    if is_prose:
        tokens = list(_prose(tokens))
    parts: list[str] = []
    after_cell = {"th_open", "td_open"}
    for position, token in enumerate(tokens):
        before = tokens[position - 1].type if position else ""
        if token.type == "inline" and before != "alert_title_open":
            parts.append(inline_text(token.children or [], is_prose=is_prose))
            parts.append(" " if before in after_cell else "\n")
        elif token.type in _VERBATIM:
            parts += ["\n", token.content, "\n"]
        elif token.type == "html_block":
            parts += [html_text(token.content, is_prose=is_prose), "\n"]
        elif token.type == "tr_close":
            parts.append("\n")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _prose(tokens: list[Token]) -> Iterator[Token]:
    """Those of `tokens` that sentences are made of."""
    depth = 0
    for token in tokens:
        if token.tag == "figure" or token.type.startswith(_BESIDE):
            depth += token.nesting
        elif not depth and token.type not in _VERBATIM and not _is_wordless(token):
            yield token


def _is_wordless(token: Token) -> bool:
    """Whether a paragraph is a formula or code, without a word of its own."""
    words = [child for child in token.children or [] if child.type not in _SIGNS]
    return token.type == "inline" and not any(child.content.strip() for child in words)


def inline_text(children: list[Token], *, is_prose: bool = False) -> str:
    """The words of the inline tokens `children`, line breaks as blanks."""
    parts: list[str] = []
    for token in children:
        if token.type == "math_display" and is_prose:
            continue
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


def html_text(html: str, *, is_prose: bool = False) -> str:
    """The words of the HTML fragment `html`, which holds known elements only."""
    beside = _BESIDE_HTML if is_prose else set()
    bare = nh3.clean(html, tags=set(), attributes={}, clean_content_tags=beside)
    return unescape(bare)
