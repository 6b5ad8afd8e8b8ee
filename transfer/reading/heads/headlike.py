"""What may be a head though no reader of ours takes it for one.

A head that is shown as text can show a password. So the start of a text is looked
at once more, as its author sees it: signs nobody sees do not count, nor do blank
lines and comments.
"""

import re
import unicodedata
from collections.abc import Iterable

from core.lines import JOINER, is_unseen
from transfer.errors import ReadError
from transfer.reading.heads.keywords import names_secret, names_visibility
from transfer.reading.heads.words import stem
from transfer.reading.heads.yaml_values import load_yaml

ORDINARY_KEYS = frozenset(
    "title date tags tag categories category layout author slug permalink description "
    "summary updated lastmod type comments abbrlink aliases subtitle keywords cover "
    "top url id lang".split()
)
UNSEEN, BLANK = "\u200b", "\u00a0"
BLANKS = rf"[ \t{BLANK}{UNSEEN}]*+"
# Comments no reader sees: also in the text they would be left out
LEADING = re.compile(
    rf"(?:[ \t\n{BLANK}{UNSEEN}]++|<!--.*?-->|\{{#.*?#\}}|%%.*?%%"
    r"|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{\{-?\s*/\*.*?\*/\s*-?\}\}|\[(?://|comment)\]:\s*#[^\n]*)*+",
    re.DOTALL | re.IGNORECASE,
)
KEY_LINE = re.compile(r"^[ ]*[\"']?(\w[\w.-]*)[\"']?\s*[:：=]", re.MULTILINE)
# As KEY_LINE, also with blanks in the key and in a list
LOOSE_KEY = re.compile(
    r"\s*(?:[-*>+]\s+)?[:\"'`*]*(\w[\w .-]{0,40}?)[\"'`*]*\s*[:：=＝]"
)
FENCE_LINE = re.compile(r"(?:-{3,}|;{3,}|\+{3,}|_{3,}|[—–―]+-*)\s*")
# A fence with keys on its own line; Org's way of naming them
INLINE_FENCE = re.compile(
    r"\s*+(?:-{2,}|[—–―]+-+)[ \t]++[\[{(\s]*+[\"']?\w[\w .-]{0,40}+[\"']?\s*+[:：]"
)
ORG_KEY = re.compile(r"\s*#\+(\w+)\s*:")
CODE_LINE = re.compile(r"\s{0,3}(?:```|~~~)")
# Lines that say nothing, and comments of many languages
DECOR = re.compile(
    r"(?!\s*\{)[\W_]*|\s*(?:#|//|/\*|\*|<!--|%|--|\{[#%{]|\[(?://|comment)\]:).*"
)
GOES_ON = re.compile(r"\s|[-*\[\]{}#\"',]|$")
LOOSE_JSON = re.compile(r"\s*(?:\[\s*)?\{(?![%{#:<.])[^}]{0,500}?[:：]")
COMMENT_MARKS = re.compile(
    r"<!--+|--+>|%%|\{#|#\}|\[(?://|comment)\]:[ ]*#[ ]*\(?|^[ ]*\.\.[ ]|^\("
)
# A comment of this one word
MARKS = frozenset(
    "draft private hidden unpublished wip 草稿 私密 不公开 未发布".split()
)
# How far a head may reach that nobody recognised, and how far its keys
LINES = 60
MAX_KEY_LINE = 200


class _Flat(dict[int, str]):
    """Each sign as the eye sees it, one for one."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _seen(chr(code))
        return found


def _seen(letter: str) -> str:
    if letter in "\n\t ":
        return letter
    if letter in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if letter.isspace():
        return BLANK
    return UNSEEN if is_unseen(letter) or _is_selector(letter) else letter


def _is_selector(letter: str) -> bool:
    return (
        "\U000e0100" <= letter <= "\U000e01ef" or letter in "\u180b\u180c\u180d\u180f"
    )


class _Readable(dict[int, str | None]):
    """As `_Flat` for a head that is parsed: what emoji are made of stays."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        found: str | None = _seen(letter)
        if found == UNSEEN:
            unwanted = unicodedata.category(letter) in ("Cc", "Cf")
            found = None if unwanted and letter != JOINER else letter
        self[code] = found = " " if found == BLANK else found
        return found


_flat, _readable = _Flat(), _Readable()


def flatten(text: str) -> str:
    """`text`, as long as before, with one sign each for all that looks alike.

    Line ends of every kind are LF, blanks other than blank and tab `BLANK`, and
    what nobody sees is `UNSEEN`.
    """
    return text.translate(_flat)


def readable(head: str) -> str:
    """A head without what nobody sees, for a parser."""
    return head.translate(_readable)


def has_known_key(keys: Iterable[str]) -> bool:
    """Whether one of `keys` is one that heads of blogs have."""
    return any(_is_known(stem(key)) for key in keys)


def _is_known(key: str) -> bool:
    return key in ORDINARY_KEYS or names_visibility(key)


def may_be_head(flat: str, *, after_head: bool = False) -> bool:
    """Whether `flat`, a flattened text shown whole, may begin with a head.

    With `after_head` one has been read before it: then only what stands at a
    fence counts as a second one.
    """
    begin = LEADING.match(flat)
    if begin and not after_head and _hides(begin[0]):
        return True
    flat = flat[begin.end() if begin else 0 :].replace(UNSEEN, "").replace(BLANK, " ")
    if not after_head:
        flat = _without_code_fence(flat)
    lines = _lines(flat)
    if any(INLINE_FENCE.match(line) or ORG_KEY.match(line) for line in lines[:2]):
        return True
    start = next((n for n, line in enumerate(lines) if not DECOR.fullmatch(line)), None)
    if start is None:
        return False
    if not after_head and _has_secret(lines):
        return True
    decor, lines = lines[:start], lines[start:]
    if not after_head and LOOSE_JSON.match("\n".join(lines)):
        return True
    fences = sum(FENCE_LINE.fullmatch(line) is not None for line in decor)
    return _begins_with_keys(lines, fences, needs_fence=after_head)


def _hides(comment: str) -> bool:
    """Whether comments before a text say that it is not for everybody."""
    lines = comment.replace(UNSEEN, "").replace(BLANK, " ").split("\n")[:LINES]
    said = (COMMENT_MARKS.sub("", line).strip() for line in lines)
    return any(stem(line) in MARKS or names_visibility(_key(line)) for line in said)


def _without_code_fence(flat: str) -> str:
    """A text that begins with code is looked at as if it did not: heads are shown so."""
    first, _newline, rest = flat.partition("\n")
    if not CODE_LINE.match(first):
        return flat
    inside = re.split(r"\n\s{0,3}(?:```|~~~)", rest)[0].split("\n")
    return rest if _has_secret(inside) else flat


def _lines(flat: str) -> list[str]:
    """The lines in question: code is an example of something."""
    found: list[str] = []
    for line in flat.split("\n", LINES)[:LINES]:
        if CODE_LINE.match(line):
            break
        found.append(line)
    return found


def _key(line: str) -> str:
    match = LOOSE_KEY.match(line.lstrip()[:MAX_KEY_LINE])
    return stem(match[1]) if match else ""


def _has_secret(lines: list[str]) -> bool:
    """Whether a key that hides a post stands in the lines near a fence."""
    is_fenced = any(FENCE_LINE.fullmatch(line) for line in lines)
    return is_fenced and any(names_visibility(_key(line)) for line in lines)


def _begins_with_keys(lines: list[str], fences: int, *, needs_fence: bool) -> bool:
    """Whether keys stand at the start of `lines`, with `fences` before them."""
    if not _key(lines[0]):
        return False
    region: list[str] = []
    for line in lines:
        if FENCE_LINE.fullmatch(line):
            fences += 1
            break
        if not (GOES_ON.match(line) or _key(line)):
            break
        region.append(line)
    known = set(filter(_is_known, map(_key, region)))
    if needs_fence:
        # A head that was closed too early goes on in the text.
        return bool(fences and known) or any(map(names_secret, known))
    if fences:
        return bool(known) or _is_mapping(region)
    return len(known) > 1 or any(map(names_visibility, known))


def _is_mapping(region: list[str]) -> bool:
    try:
        return isinstance(load_yaml("\n".join(region)).value, dict)
    except ReadError:
        return False
