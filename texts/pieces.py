"""A Markdown text cut into what a translator works on, and put together again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from texts.parser import dialect, new_env
from texts.safe.sanitize import ARTICLE
from texts.safe.sieve import without_controls

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OTHER_LINE_END = re.compile(r"\r(?!\n)|(?<!\r)\n")
_TAG = re.compile(r"<[^<>]*>")
_BLANK = " \t\r\n"
_VERBATIM = {"fence", "code_block", "math_block"}


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as its `pieces`, each once, and `parts`: what stays, or a piece's number.

    The lines of a piece end with "\\n" where all lines of the text end alike.
    """

    pieces: tuple[str, ...]
    parts: tuple[str | int, ...]
    line_end: str


def cut(source: str) -> Cut:
    """`source` in pieces, one for each block; `join` of them is `source` again.

    Blank lines, indents, rules, and code or formulas in ASCII stay as they are: they
    say the same in every language.
    """
    line_end = "\n"
    if "\r\n" in source and not _OTHER_LINE_END.search(source):
        line_end, source = "\r\n", source.replace("\r\n", "\n")
    numbers: dict[str, int] = {}
    parts: list[str | int] = []
    kept = ""
    for text, is_verbatim in _blocks(source):
        piece = text.strip(_BLANK)
        if not _speaks(piece, is_verbatim):
            kept += text
            continue
        before, _, after = text.partition(piece)
        parts += [kept + before, numbers.setdefault(piece, len(numbers))]
        kept = after
    return Cut(tuple(numbers), (*parts, kept), line_end)


def join(parts: Sequence[str | int], pieces: Sequence[str], line_end: str) -> str:
    """The text of `parts` with `pieces`, translated or not, in their places."""
    text = "".join(pieces[part] if isinstance(part, int) else part for part in parts)
    return re.sub(r"\r\n|\r|\n", line_end, text) if line_end != "\n" else text


def _blocks(source: str) -> list[tuple[str, bool]]:
    """The lines of `source` by block, and whether they are code or a formula."""
    begins, verbatim = _block_lines(source)
    blocks: list[tuple[list[str], bool]] = []
    was_blank = True
    for number, line in enumerate(_LINE.findall(source)):
        inside = number in verbatim
        is_blank = not inside and not line.strip(_BLANK)
        if is_blank or was_blank or number in begins:
            blocks.append(([], inside))
        blocks[-1][0].append(line)
        was_blank = is_blank
    return [("".join(lines), inside) for lines, inside in blocks]


def _block_lines(source: str) -> tuple[set[int], set[int]]:
    """The lines with which a block begins, and the lines of code and formulas."""
    begins: set[int] = set()
    verbatim: set[int] = set()
    env = new_env(ARTICLE, "", len(source))
    text = without_controls(source).removeprefix("\ufeff")
    for token in dialect(ARTICLE, False).parse(text, env):
        if not token.map:
            continue
        if token.type in _VERBATIM:
            begins |= set(token.map)
            verbatim |= set(range(*token.map))
        elif token.level == 0:
            begins.add(token.map[0])
    return begins, verbatim


def _speaks(piece: str, is_verbatim: bool) -> bool:
    if not piece.isascii():
        return any(character.isalnum() for character in piece)
    if is_verbatim:
        return False
    return any(character.isalnum() for character in _TAG.sub("", piece))
