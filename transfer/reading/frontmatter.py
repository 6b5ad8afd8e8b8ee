"""The head of a post: YAML, TOML, JSON or nothing, as the generators write it.

Hexo also takes a head that lacks the opening `---`, JSON without braces before
`;;;`, and tabs in YAML; Jekyll may end its head with `...`; Hugo has `+++`.
"""

import datetime
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from transfer.errors import Note, ReadError
from transfer.reading.headlike import (
    BLANK,
    BLANKS,
    KEY_LINE,
    LEADING,
    UNSEEN,
    flatten,
    has_known_key,
    may_be_head,
    readable,
)
from transfer.reading.yaml_values import MAX_DEPTH, MAX_VALUES, Value, load_yaml

MAX_HEAD = 128 * 1024
NEAR = 4096
# One sign of a fence and what nobody sees behind it
_SIGNS = "|".join(rf"(?:{sign}{UNSEEN}*){{3,}}" for sign in ("-", ";")) + (
    rf"|(?:\+{UNSEEN}*){{3}}"
)
FENCED = re.compile(rf"({_SIGNS}){BLANKS}\n")
# Blanks before it would make it a part of a value
BARE_END = re.compile(
    rf"^[{BLANK}{UNSEEN}]*((?:-{UNSEEN}*){{3,}}|(?:;{UNSEEN}*){{3,}}){BLANKS}(?:\n|\Z)",
    re.MULTILINE,
)
YAML_COMMENT = re.compile(r"(?:[ ]*(?:#.*)?\n)*")
JSON_KEY = re.compile(r"[{,]\s*\"(\w+)\"\s*:")
JSON_START = re.compile(r"\{\s*\"")
COMMENT_OPENS = re.compile(r"<!--|%%|\{[#%{]")
MAY_BE_PAIR = re.compile(r"[:：=]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`head` is the raw text with its fences; `head + body` is the whole file.

    `is_doubtful` says that the body may begin with a head all the same: it must
    not be published.
    """

    head: str = ""
    body: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    is_doubtful: bool = False


def split_front_matter(text: str) -> FrontMatter:
    """Cut `text` (LF line ends) into its head and its body.

    What nobody sees, blank lines and comments may stand before and in the fences.
    Raises ReadError when there plainly is a head and it cannot be read, since
    publishing it as text could show a password or a draft.
    """
    found = _Splitter(text).split()
    if found.is_doubtful:
        return found
    rest = flatten(_near(found.body))
    return replace(found, is_doubtful=may_be_head(rest, after_head=bool(found.head)))


def _near(text: str) -> str:
    """The lines at the start of `text`; nearly every head ends there."""
    return text[: text.find("\n", NEAR) + 1 or None]


class _Splitter:
    """`flat` is the text as the eye sees it, as far as needed, each sign at its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = flatten(_near(text))
        self.start = self._end_of_leading()
        if COMMENT_OPENS.match(self.flat, self.start):
            self.flat = flatten(text)
            self.start = self._end_of_leading()

    def _end_of_leading(self) -> int:
        match = LEADING.match(self.flat)
        return match.end() if match else 0

    def _search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        found = pattern.search(self.flat, start)
        if found is None and len(self.flat) < len(self.text):
            self.flat = flatten(self.text)
            found = pattern.search(self.flat, start)
        return found

    def split(self) -> FrontMatter:
        if match := FENCED.match(self.flat, self.start):
            return self._fenced(match)
        if JSON_START.match(self.flat, self.start):
            return self._json_object()
        return self._bare()

    def _all_text(self, *notes: Note, is_doubtful: bool = False) -> FrontMatter:
        return FrontMatter("", self.text, {}, list(notes), is_doubtful)

    def _until(
        self, end: int, values: dict[str, Value], notes: list[Note]
    ) -> FrontMatter:
        return FrontMatter(self.text[:end], self.text[end:], values, notes)

    # --- Between fences -------------------------------------------------------

    def _fenced(self, match: re.Match[str]) -> FrontMatter:
        fence = match[1].replace(UNSEEN, "")
        closing = self._search(_closing(fence), match.end())
        if closing is None:
            start = self.flat[match.end() : match.end() + 2000].lstrip("\n")
            if has_known_key(KEY_LINE.findall(start.split("\n\n")[0])):
                raise ReadError("front_matter_unclosed")
            return self._all_text()
        inner = readable(self.text[match.end() : closing.start()])
        if not inner.strip():
            return self._until(closing.end(), {}, [])
        return self._parsed(inner, fence, match, closing)

    def _parsed(
        self,
        inner: str,
        fence: str,
        opening: re.Match[str],
        closing: re.Match[str],
    ) -> FrontMatter:
        keys = KEY_LINE.findall(inner)
        # at the very start of a file every generator takes it for a head
        is_plain = self.start == 0 or has_known_key(keys)
        first_line = self.flat.count("\n", 0, opening.end()) + 1
        try:
            values, notes = _parse(inner, fence, first_line)
            if values is None and keys:
                raise ReadError("front_matter_yaml")
        except ReadError:
            if is_plain and (keys or fence != "---"):
                raise
            values, notes = None, []
        if values is not None and is_plain:
            return self._until(closing.end(), values, notes)
        doubt = values is not None or MAY_BE_PAIR.search(inner) is not None
        return self._all_text(Note("no_front_matter"), is_doubtful=doubt)

    # --- Without the first fence ----------------------------------------------

    def _bare(self) -> FrontMatter:
        """Hexo: all that is YAML before the first `---`, or JSON before `;;;`."""
        end = self._bare_end()
        begin = self.flat.rfind("\n", 0, self.start) + 1
        if self.flat[begin : self.start].strip(f" \t{BLANK}{UNSEEN}"):
            begin = self.start
        if end is None or end.start() - begin > MAX_HEAD:
            return self._all_text()
        inner = readable(self.text[begin : end.start()])
        comment = YAML_COMMENT.match(inner)
        first = KEY_LINE.match(inner, comment.end() if comment else 0)
        if first is None:
            return self._all_text()
        fence = end[1].replace(UNSEEN, "")
        try:
            values, notes = _parse(inner, fence, self.flat.count("\n", 0, begin) + 1)
        except ReadError:
            if "\n\n" not in inner and has_known_key([first[1]]):
                raise
            return self._all_text()
        if values is None or not has_known_key(values):
            return self._all_text(is_doubtful=values is not None)
        return self._until(end.end(), values, notes)

    def _bare_end(self) -> re.Match[str] | None:
        comment = YAML_COMMENT.match(self.flat, self.start)
        begin = comment.end() if comment else self.start
        if not KEY_LINE.match(self.flat.replace(UNSEEN, " "), begin):
            return None
        return self._search(BARE_END, self.start)

    def _json_object(self) -> FrontMatter:
        notes: list[Note] = []
        decoder = json.JSONDecoder(object_pairs_hook=_noting(notes))
        try:
            values, end = decoder.raw_decode(self.text, self.start)
        except (ValueError, RecursionError) as error:
            keys = JSON_KEY.findall(self.text[self.start : self.start + 2000])
            if not has_known_key(keys):
                return self._all_text(is_doubtful=bool(keys))
            raise ReadError("front_matter_json", _first_line(error)) from error
        if not isinstance(values, dict) or not has_known_key(values):
            return self._all_text(is_doubtful=True)
        end += self.text[end : end + 1] == "\n"
        return self._until(end, _plain_dict(values), notes)


def _closing(fence: str) -> re.Pattern[str]:
    signs = "".join(re.escape(sign) + f"{UNSEEN}*" for sign in fence)
    ends = rf"(?:\.\.\.|{signs})" if fence == "---" else signs
    return re.compile(rf"^[{BLANK}{UNSEEN}]*{ends}{BLANKS}(?:\n|\Z)", re.MULTILINE)


def _parse(
    inner: str, fence: str, first_line: int
) -> tuple[dict[str, Value] | None, list[Note]]:
    if len(inner) > MAX_HEAD:
        raise ReadError("front_matter_bomb", f"{len(inner) // 1024} KB")
    if fence.startswith("+"):
        return _toml(inner), []
    if fence.startswith(";"):
        return _json("{" + inner + "}")
    # Hexo reads tabs at the start of a line as two blanks, YAML forbids them
    untabbed = re.sub(r"^\t+", _blanks, inner, flags=re.MULTILINE)
    value, notes = load_yaml(untabbed, first_line=first_line)
    return (value if isinstance(value, dict) else None), notes


def _blanks(match: re.Match[str]) -> str:
    return "  " * len(match[0])


def _toml(inner: str) -> dict[str, Value]:
    try:
        values = tomllib.loads(inner)
    except (ValueError, RecursionError) as error:
        raise ReadError("front_matter_toml", _first_line(error)) from error
    return _plain_dict(values)


def _json(text: str) -> tuple[dict[str, Value], list[Note]]:
    notes: list[Note] = []
    try:
        values = json.loads(text, object_pairs_hook=_noting(notes))
    except (ValueError, RecursionError) as error:
        raise ReadError("front_matter_json", _first_line(error)) from error
    if not isinstance(values, dict):
        raise ReadError("front_matter_json")
    return _plain_dict(values), notes


def _noting(notes: list[Note]) -> Callable[[list[tuple[str, object]]], object]:
    """Reads the pairs of an object as JSON does, and notes keys that stand twice."""

    def read(pairs: list[tuple[str, object]]) -> dict[str, object]:
        counted = Counter(key for key, _value in pairs)
        notes.extend(Note("duplicate_key", key) for key, n in counted.items() if n > 1)
        return dict(pairs)

    return read


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0][:120]


def _plain_dict(values: dict[str, object]) -> dict[str, Value]:
    budget = [MAX_VALUES]
    return {key: _plain(value, MAX_DEPTH, budget) for key, value in values.items()}


def _plain(value: object, depth: int, budget: list[int]) -> Value:
    """TOML and JSON values as the YAML reader would give them."""
    budget[0] -= 1
    if depth == 0 or budget[0] < 0:
        raise ReadError("front_matter_bomb")
    if isinstance(value, dict):
        return {str(k): _plain(v, depth - 1, budget) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth - 1, budget) for item in value]
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return str(value)
