"""Finding template tags: `{% %}` of Hexo and Jekyll, `{{< >}}` of Hugo, `{{ }}`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transfer.markup.segments import CodeTracker, split_code_spans

# Bodies stop at the next opening mark, so that a thousand unclosed ones stay cheap
TAG = re.compile(
    r"\{%-?\s*+(?P<liquid>(?:(?!-?%\}|\{%).){0,2000}+)-?%\}"
    r"|\{\{(?P<mark>[<%])\s*+(?P<hugo>(?:(?![%>]\}\}|\{\{[<%]).){0,2000}+)[%>]\}\}"
    r"|\{\{(?![<%{])\s*+(?P<output>[^{}\n]{0,200}+)\s*+\}\}",
    re.DOTALL,
)
ARGUMENT = re.compile(
    r"(?P<key>[\w-]+)\s*=\s*(?:\"(?P<kd>(?:\\\"|[^\"])*)\"|'(?P<ks>[^']*)'|`(?P<kb>[^`]*)`|(?P<kw>[^\s\"']+))"
    r"|\"(?P<d>(?:\\\"|[^\"])*)\"|'(?P<s>[^']*)'|`(?P<b>[^`]*)`|(?P<w>\S+)"
)
# What stands between these is code or raw text: no tag in it means anything
VERBATIM = {
    "liquid": frozenset(
        "codeblock code highlight raw comment math mermaid verbatim".split()
    ),
    "hugo": frozenset("highlight rawhtml raw comment mermaid math katex code".split()),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; `content` is set when it is a verbatim pair with its end."""

    raw: str
    syntax: str
    name: str
    body: str
    is_end: bool = False
    content: str | None = None

    @property
    def words(self) -> list[str]:
        """Arguments without a key, quotes taken off."""
        return [_value(m, "dsbw") for m in ARGUMENT.finditer(self.body) if not m["key"]]

    @property
    def options(self) -> dict[str, str]:
        """Arguments with a key, `key=value`."""
        found = (match for match in ARGUMENT.finditer(self.body) if match["key"])
        groups = ("kd", "ks", "kb", "kw")
        return {match["key"].lower(): _value(match, groups) for match in found}


@dataclass(frozen=True, slots=True)
class Plain:
    """Text between tags; `is_code` text is never changed."""

    text: str
    is_code: bool = False


Node = Tag | Plain


def _value(match: re.Match[str], groups: Iterable[str]) -> str:
    group = next((group for group in groups if match[group] is not None), "")
    value = match[group] if group else ""
    # Hugo's way of a quotation mark between quotation marks
    return value.replace('\\"', '"') if group in ("kd", "d") else value


def parse_tag(match: re.Match[str]) -> Tag:
    """The tag a match of TAG stands for."""
    raw = match[0]
    if match["liquid"] is not None:
        name, _blank, body = match["liquid"].rstrip().partition(" ")
        name, _newline, more = name.partition("\n")
        body = f"{more} {body}".strip()
        is_end = name.startswith("end") and len(name) > 3
        return Tag(raw, "liquid", name[3:] if is_end else name, body, is_end)
    if match["hugo"] is not None:
        inner = match["hugo"].rstrip()
        is_end = inner.startswith("/") and not inner.startswith("/*")
        parts = (
            inner.lstrip("/").strip().split(None, 1) if is_end else inner.split(None, 1)
        )
        name = parts[0] if parts else ""
        return Tag(raw, "hugo", name, parts[1] if len(parts) > 1 else "", is_end)
    return Tag(raw, "output", "", match["output"].rstrip())


def nodes(text: str) -> Iterator[Node]:
    """`text` as tags, code and the rest; the raw parts joined give it back."""
    tracker, missing = CodeTracker(), set[str]()
    begin = position = 0
    while position < len(text):
        end = text.find("\n", position)
        following = len(text) if end < 0 else end + 1
        line = text[position : following if end < 0 else end]
        if tracker.is_code(line):
            yield from _text_nodes(text[begin:position])
            yield Plain(text[position:following], is_code=True)
            begin = following
        elif "{" in line and (found := _verbatim(text, line, position, missing)):
            start, stop, tag = found
            yield from _text_nodes(text[begin:start])
            yield tag
            begin = following = stop
        position = following
    yield from _text_nodes(text[begin:])


def _verbatim(
    text: str, line: str, offset: int, missing: set[str]
) -> tuple[int, int, Tag] | None:
    """The first verbatim pair that opens on `line`, outside inline code."""
    position = offset
    for is_code, part in split_code_spans(line):
        start_of_part, position = position, position + len(part)
        if is_code:
            continue
        for match in TAG.finditer(part):
            tag = parse_tag(match)
            if tag.is_end or tag.name not in VERBATIM.get(tag.syntax, ()):
                continue
            begin = start_of_part + match.start()
            stop = start_of_part + match.end()
            if closing := _closing(text, stop, tag, missing):
                content, end = text[stop : closing.start()], closing.end()
                whole = Tag(
                    text[begin:end], tag.syntax, tag.name, tag.body, content=content
                )
                return begin, end, whole
    return None


def _closing(
    text: str, start: int, tag: Tag, missing: set[str]
) -> re.Match[str] | None:
    name = re.escape(tag.name)
    liquid = rf"\{{%-?\s*end{name}\s*-?%\}}"
    pattern = (
        liquid if tag.syntax == "liquid" else rf"\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}"
    )
    if pattern in missing:
        return None
    found = re.compile(pattern).search(text, start)
    if found is None:
        missing.add(pattern)
    return found


def _text_nodes(text: str) -> Iterator[Node]:
    for is_code, part in split_code_spans(text):
        if is_code or "{" not in part:
            yield Plain(part, is_code)
            continue
        position = 0
        for match in TAG.finditer(part):
            if match.start() > position:
                yield Plain(part[position : match.start()])
            yield parse_tag(match)
            position = match.end()
        if position < len(part):
            yield Plain(part[position:])
