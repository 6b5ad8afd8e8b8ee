"""Only what the allow-list names comes through as HTML; all else is text as typed.

A sanitiser is no parser: given `vector<int>`, `<template>` or `<svg>`, it reads what
follows by the rules of those elements and takes it along. So whole, known tags reach
it in one plain spelling, and every other `<` as `&lt;`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

_BLANK = r"[ \t\n\f\r]"
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r\"'=<>`]++)"
_ATTRIBUTE = (
    rf"(?P<name>[A-Za-z_:][\w:.-]*+)(?:{_BLANK}*+={_BLANK}*+(?P<value>{_VALUE}))?"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
# As CommonMark defines a tag: https://spec.commonmark.org/0.31.2/#raw-html
TAG = re.compile(
    rf"<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*+)(?P<rest>(?:{_BLANK}++{_UNNAMED})*+)"
    rf"{_BLANK}*+/?>",
    re.ASCII,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.ASCII)
_DATA = re.compile(r"(?:^|\s)src\s*=\s*[\"']?\s*data:", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
_NUMBER = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]++)|(?P<decimal>[0-9]++));?")
# Not allowed in XML 1.0, so not in feeds either.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Elements of old and of whole pages, as the ones we have that look alike.
EQUIVALENTS = {
    **dict.fromkeys(("article", "header", "footer", "main", "nav", "aside"), "div"),
    **dict.fromkeys(("big", "font", "nobr", "picture"), "span"),
    "acronym": "abbr",
    "center": "div",
    "h1": "h2",
    "strike": "s",
    "tt": "code",
}
# Nobody's page plays sound by itself: these become links to what they play.
MEDIA = frozenset({"audio", "video"})
SOURCE = "source"
_LABEL = 80


@dataclass(slots=True, eq=False)
class Tag:
    """One tag as it was `typed`; a `stray` one is no tag but words."""

    name: str
    is_end: bool
    rest: str
    typed: str
    stray: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is a `<source>` of nothing."""
        return self.name == SOURCE and not self.is_end and "src" not in self.rest

    @property
    def is_data(self) -> bool:
        """Whether it is a picture written into its address, which nobody is shown."""
        return self.name == "img" and bool(_DATA.search(self.rest))

    @property
    def is_whole(self) -> bool:
        """Whether it needs no other half: `<a name="b"/>`, a film with its address."""
        if self.name in MEDIA:
            return "src" in self.rest.lower()
        return self.name == "a" and self.typed.endswith("/>")


def without_controls(text: str) -> str:
    """`text` without the characters no XML may hold and no database stores."""
    return _SURROGATES.sub("\ufffd", CONTROLS.sub("", text))


def split(html: str) -> Iterator[str | Tag]:
    """`html` as tags and the text between them; finished comments are left out."""
    last = html.rfind("-->") + 3 if "-->" in html else 0
    for part in _COMMENT.split(html[:last]):
        yield from _tags(part)
    yield from _tags(html[last:])


def _tags(html: str) -> Iterator[str | Tag]:
    position = 0
    for match in TAG.finditer(html):
        yield html[position : match.start()]
        name = match["tag"].lower()
        yield Tag(name, bool(match["slash"]), match["rest"], match[0])
        position = match.end()
    yield html[position:]


def is_known(name: str, tags: frozenset[str]) -> bool:
    """Whether an element called `name` comes through in some form."""
    name = name.lower()
    return name in tags or name in EQUIVALENTS or name in MEDIA or name == SOURCE


def write(piece: str | Tag, tags: frozenset[str]) -> str:
    """`piece` as HTML that cannot be misread."""
    if isinstance(piece, str):
        return _text(piece)
    name = EQUIVALENTS.get(piece.name, piece.name)
    if piece.stray or piece.is_bare:
        return _text(piece.typed)
    if piece.is_data:
        return _description(piece)
    if piece.name in MEDIA or piece.name == SOURCE:
        return _media(piece)
    if name not in tags:
        return _text(piece.typed)
    if piece.is_end:
        return f"</{name}>"
    end = f"</{name}>" if piece.is_whole else ""
    return f"<{name}{_attributes(piece.rest)}{_silent_alt(piece)}>{end}"


def sieve(html: str, tags: frozenset[str]) -> str:
    """`html` with the elements in `tags`, and as text what only looked like one."""
    return "".join(write(piece, tags) for piece in split(html))


def _text(text: str) -> str:
    return _plain_numbers(text).replace("<", "&lt;")


def _plain_numbers(text: str) -> str:
    """Characters written as numbers, unless they are ones nobody can see."""
    return _NUMBER.sub(_character, text) if "&#" in text else text


def _character(match: re.Match[str]) -> str:
    digits = (match["hex"] or match["decimal"]).lstrip("0") or "0"
    if len(digits) > 7:
        return "\ufffd"
    mark = "x" if match["hex"] else ""
    return escape(without_controls(unescape(f"&#{mark}{digits};")))


def _attributes(rest: str) -> str:
    return "".join(f' {name}="{value}"' for name, value in _pairs(rest))


def _silent_alt(piece: Tag) -> str:
    """Every picture says what it shows, and be it nothing (HTML, 4.8.4.4)."""
    return "" if piece.name != "img" or "alt" in dict(_pairs(piece.rest)) else ' alt=""'


def _pairs(rest: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTES.finditer(rest):
        value = match["value"] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        value = _plain_numbers(value).replace('"', "&quot;")
        yield match["name"].lower(), value.replace("<", "&lt;").replace(">", "&gt;")


def _description(tag: Tag) -> str:
    given = dict(reversed(list(_pairs(tag.rest))))
    return given.get("alt") or given["src"].partition(";")[0]


def _media(tag: Tag) -> str:
    """A link to what an `<audio>`, a `<video>` or their `<source>` plays."""
    given = dict(reversed(list(_pairs(tag.rest))))
    url = given.get("src", "")
    if not url:
        # Of a picture's sources the `<img>` beside them is enough.
        return ""
    return f'<a href="{url}">{given.get("title") or _file_name(url)}</a>'


def _file_name(url: str) -> str:
    path = unescape(url).partition("?")[0].partition("#")[0].rstrip("/")
    name = unquote(path.rpartition("/")[2]) or unescape(url)
    return escape(without_controls(name)[:_LABEL], quote=False)
