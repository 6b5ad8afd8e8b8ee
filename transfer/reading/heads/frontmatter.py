"""The head of a post: YAML, TOML, JSON or nothing, as the generators write it.

Hexo also takes a head that lacks the opening `---`, JSON without braces before
`;;;`, and tabs in YAML; Jekyll may end its head with `...`; Hugo has `+++`.
"""

import json
import re
from dataclasses import dataclass, field, replace

from transfer.errors import Note, ReadError
from transfer.reading.heads.headlike import (
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
from transfer.reading.heads.notations import MAX_HEAD, Head, Twice, first_line, parse
from transfer.reading.heads.yaml_values import Value

NEAR = 4096
# One sign of a fence and what nobody sees behind it
_SIGNS = "|".join(rf"(?:{sign}{UNSEEN}*+){{3,}}+" for sign in ("-", ";")) + (
    rf"|(?:\+{UNSEEN}*+){{3}}"
)
FENCED = re.compile(rf"({_SIGNS}){BLANKS}\n")
# Blanks before it would make it a part of a value
BARE_END = re.compile(
    rf"^[{BLANK}{UNSEEN}]*+((?:-{UNSEEN}*+){{3,}}+|(?:;{UNSEEN}*+){{3,}}+){BLANKS}(?:\n|\Z)",
    re.MULTILINE,
)
NIKOLA = re.compile(
    rf"[{BLANK}{UNSEEN}\n]*+(?:<!--[ ]*+\n)?"
    rf"((?:\.\.[ ]++[\w-]++[ ]*+:[^\n]*+(?:\n|\Z))++)(?:(?:\.\.[ ]*+)?-->[^\n]*+(?:\n|\Z))?"
)
YAML_COMMENT = re.compile(r"(?:[ ]*(?:#.*)?\n)*")
JSON_KEY = re.compile(r"[{,]\s*\"(\w+)\"\s*:")
JSON_START = re.compile(r"\{\s*\"")
COMMENT_OPENS = re.compile(r"<!--|%%|\{[#%{]")
MAY_BE_PAIR = re.compile(r"[:：=]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`head` is the raw text with its fences; `head + body` is the whole file.

    `lost` are values that another one of the same key replaced, at any level.
    `is_doubtful` says that the body may begin with a head all the same: it must
    not be published.
    """

    head: str = ""
    body: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    is_doubtful: bool = False
    lost: list[tuple[str, Value]] = field(default_factory=list)


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
        if match := NIKOLA.match(self.flat):
            return self._nikola(match)
        if match := FENCED.match(self.flat, self.start):
            return self._fenced(match)
        if JSON_START.match(self.flat, self.start):
            return self._json_object()
        return self._bare()

    def _all_text(self, *notes: Note, is_doubtful: bool = False) -> FrontMatter:
        return FrontMatter("", self.text, {}, list(notes), is_doubtful)

    def _until(self, end: int, head: Head) -> FrontMatter:
        head_text, body = self.text[:end], self.text[end:]
        return FrontMatter(head_text, body, head.values, head.notes, lost=head.lost)

    def _nikola(self, match: re.Match[str]) -> FrontMatter:
        """`.. title: 题`, one key a line, also within a comment."""
        lines = readable(self.text[match.start(1) : match.end(1)]).strip().split("\n")
        pairs = [line.lstrip(". ").partition(":")[::2] for line in lines]
        values: dict[str, Value] = {key.strip(): said.strip() for key, said in pairs}
        if not has_known_key(values):
            return self._all_text(is_doubtful=True)
        lost = [(key.strip(), said.strip()) for key, said in pairs]
        lost = [(key, said) for key, said in lost if values[key] != said]
        return self._until(match.end(), Head(values, [], [*lost]))

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
            return self._until(closing.end(), Head())
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
            head = parse(inner, fence, first_line)
            if head is None and keys:
                raise ReadError("front_matter_yaml")
        except ReadError:
            if is_plain and (keys or fence != "---"):
                raise
            head = None
        if head is not None and is_plain:
            return self._until(closing.end(), head)
        doubt = head is not None or MAY_BE_PAIR.search(inner) is not None
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
            head = parse(inner, fence, self.flat.count("\n", 0, begin) + 1)
        except ReadError:
            if "\n\n" not in inner and has_known_key([first[1]]):
                raise
            return self._all_text()
        if head is None or not has_known_key(head.values):
            return self._all_text(is_doubtful=head is not None)
        return self._until(end.end(), head)

    def _bare_end(self) -> re.Match[str] | None:
        comment = YAML_COMMENT.match(self.flat, self.start)
        begin = comment.end() if comment else self.start
        if not KEY_LINE.match(self.flat.replace(UNSEEN, " "), begin):
            return None
        return self._search(BARE_END, self.start)

    def _json_object(self) -> FrontMatter:
        twice = Twice()
        decoder = json.JSONDecoder(object_pairs_hook=twice.read)
        try:
            values, end = decoder.raw_decode(self.text, self.start)
        except (ValueError, RecursionError) as error:
            keys = JSON_KEY.findall(self.text[self.start : self.start + 2000])
            if not has_known_key(keys):
                return self._all_text(is_doubtful=bool(keys))
            raise ReadError("front_matter_json", first_line(error)) from error
        if not isinstance(values, dict) or not has_known_key(values):
            return self._all_text(is_doubtful=True)
        end += self.text[end : end + 1] == "\n"
        return self._until(end, twice.head(values))


def _closing(fence: str) -> re.Pattern[str]:
    signs = f"(?:{re.escape(fence[0])}{UNSEEN}*+){{{len(fence)}}}"
    ends = rf"(?:\.\.\.|{signs})" if fence == "---" else signs
    return re.compile(rf"^[{BLANK}{UNSEEN}]*+{ends}{BLANKS}(?:\n|\Z)", re.MULTILINE)
