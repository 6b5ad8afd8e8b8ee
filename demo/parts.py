"""Splits the body of a demo article into Markdown and special parts."""

import re
from collections.abc import Iterator

Value = str | dict[str, str] | list[dict[str, str]]
Part = tuple[str, Value]

_DIRECTIVE = re.compile(
    r"<!--(?P<name>quote|callout|gallery|image|divider|formula|code|/code|paywall)"
    r"(?::(?P<text>.*))?-->\s*"
)
_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<info>.*)")


class PartError(ValueError):
    """A directive that cannot be read; the message names it."""


def split_parts(body: str) -> list[Part]:
    """The parts of `body` in order: ("markdown", text), ("quote", {...}) and so on.

    A directive stands alone on its line and outside fenced code. Values: quote has
    `text` and `attribution`; callout `kind`, `title`, `text`; image `key`, `caption`,
    `alt`; gallery is a list of `key` and `caption`; formula is the TeX; code has
    `language` and `source`; divider and paywall carry an empty dict.
    PartError for a directive with missing fields or code that is never closed.
    """
    parts: list[Part] = []
    text: list[str] = []
    lines = iter(body.splitlines())
    fence = ""
    for line in lines:
        fence = _fence_after(fence, line)
        found = None if fence else _DIRECTIVE.fullmatch(line)
        if not found:
            text.append(line)
            continue
        _flush(parts, text)
        parts.append(_read(found["name"], (found["text"] or "").strip(), lines))
    _flush(parts, text)
    return parts


def _fence_after(fence: str, line: str) -> str:
    """The fence open after `line`, given the one open before it."""
    found = _FENCE.fullmatch(line)
    if not found:
        return fence
    if not fence:
        return found["marks"]
    closes = found["marks"].startswith(fence) and not found["info"].strip()
    return "" if closes else fence


def _flush(parts: list[Part], text: list[str]) -> None:
    markdown = "\n".join(text).strip("\n")
    text.clear()
    if markdown.strip():
        parts.append(("markdown", markdown + "\n"))


def _read(name: str, text: str, lines: Iterator[str]) -> Part:
    if name in _FIELDS:
        return name, _fields(name, text, _FIELDS[name])
    if name == "gallery":
        return name, [_picture(item) for item in text.split(";")]
    if name == "code":
        return name, {"language": text, "source": _code(lines)}
    if name == "formula":
        return name, text
    if name == "/code" or text:
        raise PartError(f"unexpected <!--{name}-->")
    return name, {}


_FIELDS = {
    "quote": ("text", "attribution"),
    "callout": ("kind", "title", "text"),
    "image": ("key", "caption", "alt"),
}


def _fields(name: str, text: str, names: tuple[str, ...]) -> dict[str, str]:
    values = [value.strip() for value in text.split("|")]
    if len(values) != len(names) or not all(values):
        raise PartError(f"<!--{name}--> needs {', '.join(names)}: {text}")
    return dict(zip(names, values, strict=True))


def _picture(item: str) -> dict[str, str]:
    key, _, caption = item.strip().partition(" ")
    if not key or not caption.strip():
        raise PartError(f"<!--gallery--> needs a key and a caption: {item}")
    return {"key": key, "caption": caption.strip()}


def _code(lines: Iterator[str]) -> str:
    source: list[str] = []
    for line in lines:
        if line.strip() == "<!--/code-->":
            return "\n".join(source).strip("\n") + "\n"
        source.append(line)
    raise PartError("<!--code--> is never closed")
