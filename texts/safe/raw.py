"""Raw HTML in Markdown: which tags are HTML, and which are words in angle brackets."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from texts.safe.sieve import MEDIA, TAG, Tag, is_known, split, write

_START = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
# Whole scripts and the like, which are shown as code: what opens and ends them.
_VERBATIM = (
    (re.compile(r"<script(?=[\s>]|$)", re.IGNORECASE), "</script>"),
    (re.compile(r"<style(?=[\s>]|$)", re.IGNORECASE), "</style>"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
)
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
_IN_TABLES = frozenset(
    {"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
# In a block of HTML these may lack their other half, as pages have them everywhere.
_LENIENT = {
    *("p", "li", "dt", "dd", "div", "section", "figure", "figcaption"),
    *("ul", "ol", "dl", "blockquote", "center"),
}


def raw_html_plugin(md: MarkdownIt, tags: frozenset[str]) -> None:
    """Let HTML begin only where a whole tag of the allow-list `tags` stands."""

    def begins_html(state: StateInline, silent: bool) -> bool:
        return _inline_rule(state, silent, tags)

    def begins_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return _block_rule(state, start, end, silent, tags)

    options: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    md.inline.ruler.at("html_inline", begins_html)
    md.block.ruler.at("html_block", begins_block, options)


def _inline_rule(state: StateInline, silent: bool, tags: frozenset[str]) -> bool:
    if state.src[state.pos] != "<" or not state.md.options.get("html"):
        return False
    if state.html_terminator_last(">") < state.pos + 2:
        return False
    match = TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        if state.html_terminator_last("-->") > state.pos:
            match = _COMMENT.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
    elif not is_known(match["tag"], tags):
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match[0]
        _count_links(state, match[0])
    state.pos = match.end()
    return True


def _count_links(state: StateInline, tag: str) -> None:
    """No address becomes a link inside of `<a>`."""
    if tag[:2].lower() == "<a" and not tag[2:3].isalnum():
        state.linkLevel += 1
    elif tag.lower() == "</a>":
        state.linkLevel -= 1


def _block_rule(
    state: StateBlock, start: int, end: int, silent: bool, tags: frozenset[str]
) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", begin) or state.is_code_block(start):
        return False
    if not state.md.options.get("html"):
        return False
    match = _START.match(state.src, begin)
    name = match[1].lower() if match else ""
    closing = ""
    if name and is_known(name, tags):
        closing = "</pre>" if name == "pre" else ""
    elif state.src.startswith("<!--", begin):
        closing = "-->"
    else:
        return not silent and _verbatim(state, start, end)
    if closing and not _end_of(state, closing, start, end, silent=silent):
        return False
    return html_block(state, start, end, silent)


def _end_of(
    state: StateBlock, closing: str, start: int, end: int, *, silent: bool = False
) -> int:
    """Where what begins on line `start` is over with `closing`; 0 if it is not.

    What does not end would take all the rest of the text along. `end` is where the
    list or quote around it ends, but not when a paragraph asks (`silent`).
    """
    left: dict[str, int] = state.env.setdefault("html_left", {})
    if left.get(closing, 0) > start:
        return 0
    ends = _ends(state, closing)
    place = bisect_right(ends, state.bMarks[start])
    found = ends[place] if place < len(ends) else 0
    if 0 < found <= state.eMarks[end - 1]:
        return found
    if not silent:
        left[closing] = end
    return 0


def _ends(state: StateBlock, closing: str) -> list[int]:
    """Where each `closing` of the text ends, looked for once."""
    ends: dict[str, list[int]] = state.env.setdefault("html_ends", {})
    if closing not in ends:
        pattern = re.compile(re.escape(closing), re.IGNORECASE)
        ends[closing] = [match.end() for match in pattern.finditer(state.src)]
    return ends[closing]


def _verbatim(state: StateBlock, start: int, end: int) -> bool:
    """A whole script, style sheet or instruction: code, if it ends at all."""
    begin = state.bMarks[start] + state.tShift[start]
    closing = next((z for a, z in _VERBATIM if a.match(state.src, begin)), "")
    found = _end_of(state, closing, start, end) if closing else 0
    if not found:
        return False
    last = bisect_left(state.eMarks, found, start)
    for line in range(start, last + 1):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            # It leaves its list; so does what begins before this line.
            state.env["html_left"][closing] = line
            return False
    token = state.push("fence", "code", 0)
    token.info, token.markup = "html", "```"
    token.content = state.getLines(start, last + 1, state.blkIndent, True)
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def settle_raw_html(tokens: list[Token], tags: frozenset[str]) -> None:
    """Write the HTML in `tokens` plainly; a tag without its other half is text."""
    pieces = [(token, list(split(token.content))) for token in _raw(tokens)]
    _mark_strays(pieces)
    for token, parts in pieces:
        if any(isinstance(part, Tag) and part.is_data for part in parts):
            token.meta["is_data"] = True
        strays = [p for p in parts if isinstance(p, Tag) and (p.stray or p.is_bare)]
        if token.type == "html_inline" and strays:
            token.type = "text"
        else:
            token.content = "".join(write(part, tags) for part in parts)


def _raw(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "html_block":
            yield token
        for child in token.children or ():
            if child.type == "html_inline":
                yield child
            elif child.type == "image":
                _only_text(child)


def _only_text(image: Token) -> None:
    """The text for those who cannot see the picture holds no HTML."""
    for child in image.children or ():
        if child.type == "html_inline":
            child.type = "text"


def _mark_strays(pieces: list[tuple[Token, list[str | Tag]]]) -> None:
    found = [
        (tag, token.type == "html_block")
        for token, parts in pieces
        for tag in parts
        if isinstance(tag, Tag) and (tag.name not in _VOID or tag.name == "col")
    ]
    opened: dict[str, list[tuple[Tag, bool]]] = defaultdict(list)
    for tag, in_block in found:
        if not tag.is_end:
            if not tag.is_whole:
                opened[tag.name].append((tag, in_block))
        elif opened[tag.name]:
            opened[tag.name].pop()
        elif tag.name not in MEDIA:
            tag.stray = not _may_be_alone(tag, in_block)
    for left in opened.values():
        for tag, in_block in left:
            tag.stray = not _may_be_alone(tag, in_block)
    _mark_outside_tables([tag for tag, _ in found])


def _may_be_alone(tag: Tag, in_block: bool) -> bool:
    return in_block and tag.name in _LENIENT and not tag.typed.endswith("/>")


def _mark_outside_tables(tags: list[Tag]) -> None:
    """A cell is nothing outside of a table, where browsers drop its tag."""
    depth = 0
    for tag in tags:
        if tag.name == "table" and not tag.stray:
            depth += -1 if tag.is_end else 1
        elif tag.name in _IN_TABLES:
            tag.stray = not depth
