"""A post's text with the generators' template tags turned into Markdown."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from textwrap import dedent

from transfer.markup import hexo, hugo
from transfer.markup.comments import hide_comments
from transfer.markup.hexo import Places
from transfer.markup.markup import shown
from transfer.markup.tags import Plain, Tag, nodes

MORE = re.compile(r"<!--+[ \t]*more[ \t]*--+>", re.IGNORECASE)
SITE = re.compile(
    r"(?:site\.(?:base_?url|url|github\.url)|\$?base_?url|root|site_url|assets_base_url"
    r"|\.Site\.BaseURL)"
)
FILTERED = re.compile(
    r"""["'](?P<path>[^"']*)["']\s*\|\s*(?:relative_url|absolute_url|relURL|absURL"""
    r"""|prepend:\s*site\.base_?url)(?:\s*\|.*)?"""
)
MAX_DEPTH = 50


@dataclass(slots=True)
class _Frame:
    opener: Tag | None
    parts: list[str] = field(default_factory=list)


def convert_tags(text: str, places: Places) -> str:
    """`text` with known tags as Markdown and all others visible exactly.

    Nothing inside code is touched. A known tag that cannot be converted (a link
    to a post that is not there) stays visible like an unknown one.
    """
    text = hide_comments(text)
    if "{%" not in text and "{{" not in text:
        return text
    return _Converter(places).run(text)


class _Converter:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.stack = [_Frame(None)]
        self.open_names: Counter[tuple[str, str]] = Counter()

    def run(self, text: str) -> str:
        # a mark before the tag tells whether it stands inside an address
        before = ""
        for node in nodes(text):
            if isinstance(node, Plain):
                self._put(node.text)
            else:
                self._tag(node, in_address=_in_address(before))
            raw = node.text if isinstance(node, Plain) else node.raw
            before = (before + raw)[-300:]
        while len(self.stack) > 1:
            self._give_up()
        return "".join(self.stack[0].parts)

    def _put(self, text: str) -> None:
        self.stack[-1].parts.append(text)

    def _tag(self, tag: Tag, *, in_address: bool) -> None:
        if tag.content is not None:
            self._verbatim(tag)
        elif tag.is_end:
            self._close(tag)
        elif tag.name in _paired(tag) and len(self.stack) < MAX_DEPTH:
            self.open_names[tag.syntax, tag.name] += 1
            self.stack.append(_Frame(tag))
        else:
            converted = self._single(tag, in_address=in_address)
            kept = tag.raw if in_address else shown(tag.raw)
            self._put(kept if converted is None else converted)

    def _verbatim(self, tag: Tag) -> None:
        convert, margin = hexo.VERBATIM[tag.name], self._margin()
        if tag.name in ("raw", "verbatim", "rawhtml"):
            self._put(convert(tag))
            return
        inner = replace(
            tag, content=dedent(tag.content or "") if margin else tag.content
        )
        self._put(_indented(convert(inner), margin))

    def _margin(self) -> str:
        """Blanks before a tag at the start of its line: it stands in a list item."""
        if not self.stack[-1].parts:
            return ""
        line = self.stack[-1].parts[-1].rpartition("\n")[2]
        return line if line and not line.strip() else ""

    def _single(self, tag: Tag, *, in_address: bool) -> str | None:
        if tag.syntax == "output":
            return _output(tag.body, in_address=in_address)
        if tag.syntax == "hugo" and (text := hugo.commented(tag)) is not None:
            return text
        table = hexo.SINGLE if tag.syntax == "liquid" else hugo.SINGLE
        convert = table.get(tag.name)
        return convert(tag, self.places) if convert else None

    def _close(self, tag: Tag) -> None:
        if not self.open_names[tag.syntax, tag.name]:
            self._put(shown(tag.raw))
            return
        while True:
            opener = self.stack[-1].opener
            if opener is not None and _same(opener, tag):
                break
            self._give_up()
        frame = self.stack.pop()
        self.open_names[tag.syntax, tag.name] -= 1
        if frame.opener is not None:
            convert, inner = _paired(frame.opener)[tag.name], "".join(frame.parts)
            margin = self._margin()
            written = convert(frame.opener, dedent(inner) if margin else inner)
            self._put(_indented(written, margin))

    def _give_up(self) -> None:
        """An opening tag that never ends is text like any unknown tag."""
        frame = self.stack.pop()
        if frame.opener is not None:
            self.open_names[frame.opener.syntax, frame.opener.name] -= 1
            self._put(shown(frame.opener.raw))
        self._put("".join(frame.parts))


def _indented(text: str, margin: str) -> str:
    return text.replace("\n", f"\n{margin}") if margin else text


def _same(opener: Tag, end: Tag) -> bool:
    return (opener.syntax, opener.name) == (end.syntax, end.name)


def _paired(tag: Tag) -> dict[str, hexo.Paired]:
    if tag.syntax == "liquid":
        return hexo.PAIRED
    return hugo.PAIRED if tag.syntax == "hugo" else {}


def _in_address(before: str) -> bool:
    """Whether `before` ends inside a link destination or an HTML attribute."""
    line = before[before.rfind("\n") + 1 :]
    if re.search(r"\]\(\s*<?[^()\s]*$|^\s{0,3}\[[^\]]+\]:\s*\S*$", line):
        return True
    return re.search(r"<[A-Za-z][^<>]*=\s*[\"']?[^\"'<>]*$", before) is not None


def _output(body: str, *, in_address: bool) -> str | None:
    """`{{ site.url }}` before a path means the site itself."""
    if not in_address:
        return None
    if SITE.fullmatch(body):
        return ""
    match = FILTERED.fullmatch(body)
    return match["path"] if match else None


def excerpt_of(text: str) -> str:
    """What stands before `<!--more-->` outside code, or nothing."""
    if not MORE.search(text):
        return ""
    position = 0
    for node in nodes(text):
        raw = node.text if isinstance(node, Plain) else node.raw
        if isinstance(node, Plain) and not node.is_code and (m := MORE.search(raw)):
            return text[: position + m.start()].strip()
        position += len(raw)
    return ""
