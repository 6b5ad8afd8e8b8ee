"""Addresses in Markdown and raw HTML that point into the blog itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from transfer.markup.markup import image
from transfer.markup.segments import split_code_lines, split_code_spans

IMAGE_SUFFIXES = (
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "avif",
    "bmp",
    "svg",
    "tif",
    "tiff",
)
SUFFIX = "|".join(IMAGE_SUFFIXES)
TOKEN = re.compile(
    r"\\."
    r"|(?P<open>!?\[)"
    # an unquoted blank in a file name is no link in CommonMark, yet people write it
    r"|\]\([ \t]*+(?=[^ \t()<>\n\"]+[ \t])"
    rf"(?P<loose>(?:[^()<>\n\".]++|\.(?!(?:{SUFFIX})[ \t]*\)))*+\.(?:{SUFFIX}))[ \t]*+\)"
    r"|\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?=[\s)])"
    r"|(?P<close>\])"
    r"|<(?P<tag>img|a|source|video|audio)\b(?P<attributes>[^<>]*)>",
    re.DOTALL | re.IGNORECASE,
)
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>\S+))",
    re.MULTILINE,
)
ATTRIBUTE = re.compile(
    r"(?<![\w-])(?P<name>[\w-]++)\s*+=\s*+(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)'|(?P<w>[^\s\"'>]+))",
    re.DOTALL,
)
# A picture written into its address, as editors that keep no files do
DATA = re.compile(r"data:image/", re.IGNORECASE)
OWN = re.compile(r"image:(\d{1,18})")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?|$", re.IGNORECASE)
HTML_BLOCK = re.compile(
    r"\s{0,3}</?(?!img\b|a\b|span\b|br\b|b\b|i\b|em\b|strong\b|font\b|sup\b|sub\b|code\b)[a-z]",
    re.IGNORECASE,
)

# (address, whether it is shown as an image) → the new address or None
Resolve = Callable[[str, bool], str | None]


@dataclass(frozen=True, slots=True)
class Reference:
    """One local address: what to replace and what it says."""

    start: int
    end: int
    url: str
    is_image: bool
    alt: str | None = None
    title: str = ""


def is_local(url: str) -> bool:
    """Whether `url` has neither scheme nor host and is more than a fragment."""
    return not ELSEWHERE.match(url)


def path_of(url: str) -> tuple[str, str]:
    """The decoded path of a local address and its fragment with the `#`."""
    url, hash_mark, fragment = url.partition("#")
    path = unquote(url.partition("?")[0]).replace("\\", "/")
    return path, hash_mark + fragment if fragment else ""


def references(text: str) -> Iterator[Reference]:
    """All local addresses and pictures in addresses outside code, in order."""
    for item in _all(text):
        if is_local(item.url) or (item.is_image and DATA.match(item.url)):
            yield item


def pictures(text: str) -> list[str]:
    """The addresses of all pictures outside code, in order, ids among them."""
    found = (item for item in _all(text) if item.is_image or OWN.match(item.url))
    return [item.url for item in found]


def _all(text: str) -> Iterator[Reference]:
    position = 0
    for is_code, run in split_code_lines(text):
        if not is_code:
            found = [*_inline(run), *_definitions(run)]
            for item in sorted(found, key=lambda reference: reference.start):
                yield _moved(item, position)
        position += len(run)


def _moved(item: Reference, by: int) -> Reference:
    return Reference(
        item.start + by, item.end + by, item.url, item.is_image, item.alt, item.title
    )


def _inline(run: str) -> Iterator[Reference]:
    position, opened = 0, list[str]()
    for is_code, part in split_code_spans(run):
        if not is_code:
            for match in TOKEN.finditer(part):
                yield from _from_token(match, position, opened)
        position += len(part)


def _from_token(
    match: re.Match[str], offset: int, opened: list[str]
) -> Iterator[Reference]:
    if match["open"]:
        opened.append(match["open"])
    elif match["tag"]:
        yield from _from_html(match, offset)
    elif match["close"]:
        if opened:
            opened.pop()
    elif match[0].startswith("]"):
        mark = opened.pop() if opened else "["
        group = next(
            name for name in ("loose", "angle", "bare") if match[name] is not None
        )
        start, end = match.span(group)
        if group == "angle":
            start, end = start - 1, end + 1
        if group != "loose" or mark == "![":
            yield Reference(start + offset, end + offset, match[group], mark == "![")


def _from_html(match: re.Match[str], offset: int) -> Iterator[Reference]:
    found = {m["name"].lower(): m for m in ATTRIBUTE.finditer(match["attributes"])}
    is_image = match["tag"].lower() == "img"
    attribute = found.get("src") or (None if is_image else found.get("href"))
    if attribute is None:
        return
    if is_image:
        alt, title = _text(found.get("alt")), _text(found.get("title"))
        start, end = match.start() + offset, match.end() + offset
        yield Reference(start, end, _text(attribute), True, alt, title)
        return
    group = next(name for name in "dsw" if attribute[name] is not None)
    shift = match.start("attributes") + offset
    start, end = attribute.start(group) + shift, attribute.end(group) + shift
    yield Reference(start, end, _text(attribute), False)


def _text(attribute: re.Match[str] | None) -> str:
    if attribute is None:
        return ""
    value = next(attribute[name] for name in "dsw" if attribute[name] is not None)
    return " ".join(unescape(value).split())


def _definitions(run: str) -> Iterator[Reference]:
    for match in DEFINITION.finditer(run):
        group = "angle" if match["angle"] is not None else "bare"
        start, end = match.span(group)
        if group == "angle":
            start, end = start - 1, end + 1
        url = match[group]
        is_picture = path_of(url)[0].lower().endswith(IMAGE_SUFFIXES)
        is_image = is_picture or DATA.match(url) is not None
        yield Reference(start, end, url, is_image)


def rewrite(text: str, resolve: Resolve) -> str:
    """`text` with the addresses that `resolve` knows replaced, all else as it is.

    `<img>` becomes a Markdown image, since an image's id means nothing in HTML.
    """
    parts, position, block = [], 0, 0
    for item in references(text):
        if item.start < position or (new := resolve(item.url, item.is_image)) is None:
            continue
        parts.append(text[position : item.start])
        found = text.rfind("\n\n", block, item.start)
        block = found + 2 if found >= 0 else block
        if item.alt is None:
            parts.append(new)
        else:
            parts.append(_markdown_image(text, item, new, block))
        position = item.end
    return "".join(parts) + text[position:]


def _markdown_image(text: str, item: Reference, new: str, block: int) -> str:
    """`block` is where the lines around it begin."""
    written = image(item.alt or "", new, item.title)
    if HTML_BLOCK.match(text, block):
        # blank lines let Markdown in between the tags around it
        return f"\n\n{written}\n\n"
    return written
