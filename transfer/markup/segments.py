"""Where code is in a Markdown text: what stands there is never touched."""

import re
from bisect import bisect_left
from collections.abc import Iterator

FENCE = re.compile(
    r"(?P<indent>(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ \t])*)(?P<mark>`{3,}+|~{3,}+)(?P<info>.*)"
)
INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
LIST_ITEM = re.compile(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
TICKS = re.compile(r"(?<!\\)(\\*+)(`+)")
RAW_HTML = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)


def lines_with_offsets(text: str) -> Iterator[tuple[str, int, int]]:
    """Each line without its end, its start and the start of the next one."""
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        following = len(text) if end < 0 else end + 1
        yield text[position : following if end < 0 else end], position, following
        position = following


class CodeTracker:
    """Told line after line, says which ones are code.

    Fences in list items and quotes count whatever their indentation; indented
    code counts after a blank line outside a list.
    """

    def __init__(self) -> None:
        self.fence = ""
        self.html = ""
        self.in_list = False
        self.in_indented = False
        self.after_blank = True

    def is_code(self, line: str) -> bool:
        if self.fence:
            self._close_fence(line)
            return True
        if self.html:
            if f"</{self.html}" in line.lower():
                self.html = ""
            return True
        return self._opens_code(line) or self._is_indented(line)

    def _close_fence(self, line: str) -> None:
        body = line.lstrip(" \t>")
        mark = body.rstrip()
        if len(mark) >= len(self.fence) and not mark.strip(self.fence[0]):
            self.fence = ""

    def _opens_code(self, line: str) -> bool:
        match = FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
        is_inline = match and match["mark"][0] == "`" and "`" in match["info"]
        # four blanks make indented code, but not below a list item
        nested = self.in_list or not INDENTED.match(line) or not self.after_blank
        if match and not is_inline and nested:
            self.fence, self.after_blank = match["mark"], False
            return True
        if line[:1] == "<" and (html := RAW_HTML.match(line)):
            name = html[1].lower()
            self.html = "" if f"</{name}" in line.lower() else name
            return True
        return False

    def _is_indented(self, line: str) -> bool:
        if not line.strip():
            self.after_blank = True
            return False
        indented = INDENTED.match(line) is not None
        starts = self.after_blank and not self.in_list
        self.in_indented = indented and (self.in_indented or starts)
        if LIST_ITEM.match(line):
            self.in_list = True
        elif self.after_blank and not line[:1].isspace():
            self.in_list = False
        self.after_blank = False
        return self.in_indented


def text_lines(text: str) -> Iterator[tuple[str, int, int]]:
    """The lines outside code, as `lines_with_offsets` gives them."""
    tracker = CodeTracker()
    for line, start, end in lines_with_offsets(text):
        if not tracker.is_code(line):
            yield line, start, end


def split_code_lines(text: str) -> Iterator[tuple[bool, str]]:
    """`text` cut into runs of code lines and of others, nothing left out."""
    tracker, was_code, begin = CodeTracker(), False, 0
    for line, start, _end in lines_with_offsets(text):
        code = tracker.is_code(line)
        if code is not was_code:
            if start > begin:
                yield was_code, text[begin:start]
            was_code, begin = code, start
    if begin < len(text):
        yield was_code, text[begin:]


def split_code_spans(text: str) -> Iterator[tuple[bool, str]]:
    """A run without code lines cut into inline code and the rest."""
    matches = list(TICKS.finditer(text))
    runs = [match.span(2) for match in matches]
    breaks = [match.start() for match in re.finditer(r"\n[ \t]*\n", text)]
    begin = position = 0
    for index, (start, _end) in enumerate(runs):
        # a backslash keeps a run from opening, not from closing
        if start < position or len(matches[index][1]) % 2:
            continue
        place = bisect_left(breaks, start)
        limit = breaks[place] if place < len(breaks) else len(text)
        close = _closing(runs, index, limit)
        if close is None:
            continue
        if start > begin:
            yield False, text[begin:start]
        yield True, text[start:close]
        begin = position = close
    if begin < len(text):
        yield False, text[begin:]


def _closing(runs: list[tuple[int, int]], index: int, limit: int) -> int | None:
    """End of the run as long as run `index`, in the same paragraph."""
    start, end = runs[index]
    # a paragraph of thousands of runs is an attack; real ones have a few
    for other_start, other_end in runs[index + 1 : index + 200]:
        if other_start >= limit:
            return None
        if other_end - other_start == end - start:
            return other_end
    return None
