r"""Formulas: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, told apart from money.

A dollar opens a formula only if no blank follows it, and closes one only if no
blank precedes and no digit follows it (pandoc's rule). On top of it, no formula
runs across Chinese punctuation, and none that begins with a digit ends after
Chinese text: "价格$5和$6" are two prices. A TeX command settles it: no price has one.
With blanks on both sides (`$ N_1 $`) it is a formula if it has the signs of one, and
not a line of a shell.
"""

import re
from bisect import bisect_left
from html import escape

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from texts.syntax.cjk import is_cjk, is_cjk_punctuation

INLINE_LIMIT = 2000
BLOCK_LIMIT = 500  # lines
_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
_OPERATORS = re.compile(r"[\\^_={}+*/<>]")
_TEX = re.compile(r"\\[A-Za-z]|[\^_=]")
_COMMAND = re.compile(r"\\[A-Za-z]{2}")
_SIGNS = re.compile(
    r"\\[A-Za-z]{2}|\^|(?<![A-Za-z_])[A-Za-z](?:_[A-Za-z0-9{]| ?[=<>+*/-])"
)
_SPACED_LIMIT = 200
_CLOSERS = {"(": "\\)", "[": "\\]"}


def render_math(tex: str, *, display: bool) -> str:
    """The element KaTeX fills in the browser; without JavaScript it shows the TeX."""
    if display:
        return f'<div class="math display">{escape(tex.strip(), quote=False)}</div>'
    return f'<span class="math inline">{escape(tex.strip(), quote=False)}</span>'


def math_plugin(md: MarkdownIt) -> None:
    """Recognise formulas before escapes and fences are looked at."""
    md.inline.ruler.before("escape", "math_dollar", _dollar_rule)
    md.inline.ruler.before("escape", "math_bracket", _bracket_rule)
    interrupts: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list"]
    }
    md.block.ruler.before("fence", "math_block", _block_rule, interrupts)


def _dollar_rule(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    run = 1
    while start + run < state.posMax and source[start + run] == "$":
        run += 1
    if run > 2:
        if not silent:
            state.append_pending("$" * run)
        state.pos += run
        return True
    end = _closing_dollar(state, start + run, "$" * run)
    if end < 0 or not _is_formula(source, start, end, run):
        return False
    return _accept(state, silent, source[start + run : end], run == 2, end + run)


def _closing_dollar(state: StateInline, start: int, marker: str) -> int:
    limit = min(state.posMax, start + INLINE_LIMIT)
    position = state.src.find(marker, start, limit)
    while position > 0 and _is_escaped(state.src, position, start):
        position = state.src.find(marker, position + 1, limit)
    return position


def _is_escaped(source: str, position: int, start: int) -> bool:
    slashes = 0
    while position - slashes > start and source[position - slashes - 1] == "\\":
        slashes += 1
    return slashes % 2 == 1


def _is_formula(source: str, start: int, end: int, run: int) -> bool:
    content = source[start + run : end]
    if not content.strip():
        return False
    if run == 2:
        return True
    is_tex = bool(_COMMAND.search(content))
    if content[0] == content[-1] == " ":
        return _is_spaced_formula(content, is_tex)
    if content[0].isspace() or (content[-1].isspace() and not is_tex):
        return False
    before, after = source[start - 1 : start], source[end + 1 : end + 2]
    if after.isdigit() or (not is_tex and _is_money(content, before)):
        return False
    return content.isascii() or _is_chinese_formula(content, after)


def _is_spaced_formula(content: str, is_tex: bool) -> bool:
    if len(content) > _SPACED_LIMIT or "\n" in content or not _SIGNS.search(content):
        return False
    return content.isascii() and (is_tex or not _WORDS.search(content))


def _is_money(content: str, before: str) -> bool:
    if not content[0].isdigit():
        return False
    if is_cjk(content[-1]) or (before.isascii() and before.isalnum()):
        return True
    return bool(_WORDS.search(content)) and not _OPERATORS.search(content)


def _is_chinese_formula(content: str, after: str) -> bool:
    if is_cjk(content[-1]) and after.isascii() and after.isalpha():
        return False  # "$HOME和$PATH" are two shell variables
    depth = 0
    for char in content:
        depth += (char == "{") - (char == "}")
        if depth <= 0 and is_cjk_punctuation(char):
            return False
    return True


def _bracket_rule(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    kind = source[start + 1 : start + 2]
    if source[start] != "\\" or kind not in _CLOSERS:
        return False
    limit = min(state.posMax, start + INLINE_LIMIT)
    end = source.find(_CLOSERS[kind], start + 2, limit)
    content = source[start + 2 : end]
    # Escaped brackets are far more often just brackets: ask for TeX in them.
    if end < 0 or not _TEX.search(content):
        return False
    if not content.isascii() and not _is_chinese_formula(content, ""):
        return False
    return _accept(state, silent, content, kind == "[", end + 2)


def _accept(
    state: StateInline, silent: bool, content: str, display: bool, end: int
) -> bool:
    if not silent:
        token = state.push("math_display" if display else "math_inline", "span", 0)
        token.content = content
    state.pos = end
    return True


def _block_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", begin):
        return False
    last = _last_line(state, start, state.src[begin : state.eMarks[start]].strip())
    if last < 0 or last >= end or last - start > BLOCK_LIMIT:
        return False
    if any(state.sCount[line] < state.blkIndent for line in range(start, last + 1)):
        return False
    content = state.getLines(start, last + 1, state.blkIndent, False).strip()
    if "$$" in content[2:-2] or not content[2:-2].strip():
        return False
    if not silent:
        token = state.push("math_block", "div", 0)
        token.content, token.block = content[2:-2], True
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, first: str) -> int:
    """The line whose end closes the formula opened on line `start`, or -1."""
    if len(first) > 3 and first.endswith("$$"):
        return start
    closing, blank = _line_index(state)
    position = bisect_left(closing, start + 1)
    if position == len(closing):
        return -1
    following = bisect_left(blank, start + 1)
    if following < len(blank) and blank[following] < closing[position]:
        return -1
    return closing[position]


def _line_index(state: StateBlock) -> tuple[list[int], list[int]]:
    """Numbers of the lines that end in `$$` and of the blank ones, counted once."""
    index: tuple[list[int], list[int]] | None = state.env.get("math_lines")
    if index is None:
        lines = [line.strip(" \t>") for line in state.src.split("\n")]
        closing = [n for n, line in enumerate(lines) if line.endswith("$$")]
        blank = [n for n, line in enumerate(lines) if not line]
        index = state.env["math_lines"] = (closing, blank)
    return index
