"""Chinese, Japanese and Korean text inside Markdown.

Emphasis follows the "CJK-friendly amendments" to CommonMark 0.31
(commonmark-spec issue 650): a delimiter run next to Han text needs no blank,
whatever punctuation stands on its other side.
"""

import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

# Default-emoji code points that are wide, yet no CJK text (UTS #51).
_WIDE_EMOJI = {
    0x1F201,
    0x1F21A,
    0x1F22F,
    *range(0x1F232, 0x1F237),
    *range(0x1F238, 0x1F23B),
    0x1F250,
    0x1F251,
}
# Symbols that became wide in Unicode 16, which Python 3.11 does not know.
_NEW_WIDE = {*range(0x2630, 0x2638), *range(0x268A, 0x2690), *range(0x1D300, 0x1D377)}
_FULLWIDTH_QUOTES = "\u2018\u2019\u201c\u201d"
_CHINESE_MARKS = "“”‘’…—·"


class Kind(NamedTuple):
    """What a character is to the emphasis rules."""

    space: bool
    punctuation: bool
    cjk: bool


@lru_cache(maxsize=8192)
def is_cjk(char: str) -> bool:
    """Whether `char` is a CJK character in the sense of the amendments."""
    code = ord(char)
    if code < 0x1100:
        return False
    if code <= 0x11FF or code in _NEW_WIDE:
        return True
    if unicodedata.east_asian_width(char) not in "WFH":
        return False
    return not _is_emoji(code)


def _is_emoji(code: int) -> bool:
    if code < 0x2E80:
        return code not in (0x20A9, 0x2329, 0x232A)
    if 0x1F000 <= code < 0x20000:
        return not 0x1F200 <= code <= 0x1F265 or code in _WIDE_EMOJI
    return False


@lru_cache(maxsize=8192)
def is_cjk_punctuation(char: str) -> bool:
    """Whether `char` is punctuation as written in Chinese, Japanese or Korean."""
    return is_cjk(char) and unicodedata.category(char)[0] == "P"


@lru_cache(maxsize=8192)
def _kind(char: str) -> Kind:
    return Kind(isWhiteSpace(ord(char)), isPunctChar(char), is_cjk(char))


def _kind_before(source: str, start: int) -> Kind:
    """The character before `start`, variation selectors looked through."""
    if start == 0:
        return Kind(True, False, False)
    char = source[start - 1]
    if char == "\ufe01" and start > 1 and source[start - 2] in _FULLWIDTH_QUOTES:
        return Kind(False, True, True)
    if "\ufe00" <= char <= "\ufe0e" and start > 1:
        return _kind(source[start - 2])
    if "\U000e0100" <= char <= "\U000e01ef":
        return Kind(False, False, True)
    return _kind(char)


class CjkState(StateInline):
    """Inline state whose delimiter runs know CJK neighbours."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = _kind_before(self.src, start)
        after = _kind(self.src[end]) if end < self.posMax else Kind(True, False, False)
        left, right = _flanking(before, after)
        if canSplitWord:
            return Scanned(left, right, end - start)
        return Scanned(
            left and (not right or before.punctuation),
            right and (not left or after.punctuation),
            end - start,
        )


def _flanking(before: Kind, after: Kind) -> tuple[bool, bool]:
    foreign_before = before.punctuation and not before.cjk
    foreign_after = after.punctuation and not after.cjk
    left = not after.space and (
        not foreign_after or before.space or foreign_before or before.cjk
    )
    right = not before.space and (
        not foreign_before or after.space or foreign_after or after.cjk
    )
    return left, right


class CjkInline(ParserInline):
    """Inline parser that works on `CjkState`."""

    def parse(
        self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]
    ) -> list[Token]:
        state = CjkState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def join_lines(children: list[Token]) -> list[Token]:
    """`children` without the line breaks that would show as gaps in Chinese."""
    if not any(token.type == "softbreak" for token in children):
        return children
    return [
        token
        for position, token in enumerate(children)
        if token.type != "softbreak" or not _joins(children, position)
    ]


def _joins(children: list[Token], position: int) -> bool:
    before = _edge(children, position, -1)
    after = _edge(children, position, 1)
    if not before or not after:
        return False
    if is_cjk_punctuation(before) or is_cjk_punctuation(after):
        return True
    return _is_chinese(before) and _is_chinese(after)


def _edge(children: list[Token], position: int, step: int) -> str:
    """The nearest visible character; opening and closing marks are looked through."""
    position += step
    while 0 <= position < len(children) and _is_invisible(children[position]):
        position += step
    if not 0 <= position < len(children) or children[position].type != "text":
        return ""
    content = children[position].content
    return content[-1:] if step < 0 else content[:1]


def _is_invisible(token: Token) -> bool:
    return token.nesting != 0 or (token.type == "text" and not token.content)


def _is_chinese(char: str) -> bool:
    """Han, kana and Chinese marks; Korean words are parted by blanks."""
    if "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff":
        return False
    return is_cjk(char) or char in _CHINESE_MARKS
