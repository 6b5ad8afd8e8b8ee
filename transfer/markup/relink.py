"""Addresses by id (`page:3`, `doc:3`, `image:3`) in a text, given others."""

import re
from collections.abc import Iterator, Mapping

from transfer.markup.links import DEFINITION, TOKEN
from transfer.markup.segments import split_code_lines, split_code_spans

ADDRESS = re.compile(
    r"(?P<kind>page|doc|image):(?P<pk>\d{1,18})(?:(?P<fragment>#.*)|,.*)?", re.DOTALL
)
AUTOLINK = re.compile(r"<(?P<bare>(?:page|doc):\d{1,18})>")
# What may stand between an address and the end of its link: a title
TAIL = re.compile(r"""[ \t\n]*+(?:(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t\n]*+)?\)""")

# kind → id → the new address, None for a thing that must lose its link
Known = Mapping[str, Mapping[int, str | None]]
Edit = tuple[int, int, str]


def relink(text: str, known: Known) -> str:
    """`text` with the ids in `known` replaced; without address the words stay.

    Nothing inside code is touched, nor an id that is not in `known`.
    """
    parts, position = [], 0
    for start, end, new in sorted(_edits(text, known), key=lambda edit: edit[0]):
        # `<page:3>` inside a link is its address, found before as such
        if start >= position:
            parts += [text[position:start], new]
            position = end
    return "".join(parts) + text[position:]


def _edits(text: str, known: Known) -> Iterator[Edit]:
    """The places to change; of two that overlap the first counts."""
    position = 0
    for is_code, run in split_code_lines(text):
        if not is_code:
            links = _Links(run, known).edits()
            found = [*_definitions(run, known), *links, *_autolinks(run, known)]
            yield from ((position + s, position + e, new) for s, e, new in found)
        position += len(run)


class _Links:
    """The links and images of one run; code spans may stand inside brackets."""

    def __init__(self, run: str, known: Known) -> None:
        self.run = run
        self.known = known
        self.opened: list[tuple[int, str]] = []

    def edits(self) -> Iterator[Edit]:
        position = 0
        for is_code, part in split_code_spans(self.run):
            if not is_code:
                end = position + len(part)
                for match in TOKEN.finditer(self.run, position, end):
                    yield from self._from_token(match)
            position += len(part)

    def _from_token(self, match: re.Match[str]) -> Iterator[Edit]:
        if match["open"]:
            self.opened.append((match.start(), match["open"]))
        elif match["close"]:
            self.opened[-1:] = []
        elif match[0].startswith("]"):
            begin, mark = self.opened.pop() if self.opened else (-1, "")
            yield from self._from_end(match, begin, mark)

    def _from_end(self, match: re.Match[str], begin: int, mark: str) -> Iterator[Edit]:
        start, end = _span(match)
        new = _target(self.run[start:end].strip("<>"), self.known)
        if new is None:
            return
        tail = TAIL.match(self.run, end)
        if new or begin < 0 or tail is None:
            yield start, end, new or "#"
            return
        yield begin, begin + len(mark), ""
        yield match.start(), tail.end(), ""


def _autolinks(run: str, known: Known) -> Iterator[Edit]:
    position = 0
    for is_code, part in split_code_spans(run):
        end = position + len(part)
        for match in () if is_code else AUTOLINK.finditer(run, position, end):
            words = match["bare"]
            if (new := _target(words, known)) is not None:
                yield *match.span(), f"[{words}]({new})" if new else words
        position = end


def _definitions(run: str, known: Known) -> Iterator[Edit]:
    for match in DEFINITION.finditer(run):
        start, end = _span(match)
        if (new := _target(run[start:end].strip("<>"), known)) is not None:
            yield start, end, new or "#"


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Where the address stands, with its angle brackets."""
    found = match.groupdict()
    if found["angle"] is not None:
        start, end = match.span("angle")
        return start - 1, end + 1
    return match.span("bare" if found["bare"] is not None else "loose")


def _target(address: str, known: Known) -> str | None:
    """The new address, empty where there is none; None for what is not in `known`."""
    match = ADDRESS.fullmatch(address)
    if match is None or int(match["pk"]) not in known[match["kind"]]:
        return None
    new = known[match["kind"]][int(match["pk"])]
    return new + (match["fragment"] or "") if new else ""
