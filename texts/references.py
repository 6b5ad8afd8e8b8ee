"""Links to things in the CMS: `page:3`, `doc:3` and `![…](image:3,filter=…)`."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import unquote

from markdown_it.token import Token

from texts.bounds import can_pay

DEFAULT_SHAPE = "text"
_LINK = re.compile(r"(page|doc):(\d{1,18})(#.*)?", re.DOTALL)
_IMAGE = re.compile(r"image:(\d{1,18})((?:,[^,]*)*)")
IMAGE_SHAPES = frozenset({"text", "cover", "hero", "spine", "avatar"})
# Pictures of a text that come in several sizes: each names all its files, and a text
# of nothing but pictures must not become fifty times as long.
IN_SIZES = 200
IMAGE_CLASSES = frozenset({"left", "right", "center", "wide", "full", "small"})


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """An image of the library in one of the `IMAGE_SHAPES` of the site."""

    id: int
    shape: str = DEFAULT_SHAPE


@dataclass(frozen=True, slots=True)
class ResolvedImage:
    """What an `<img>` needs to know about a rendition; sizes in CSS pixels."""

    url: str
    width: int
    height: int
    srcset: str = ""


class References(Protocol):
    """Finds the addresses of things in the CMS; each method is called at most once.

    What is unknown, or not for the public, is left out of the answer.
    """

    def pages(self, ids: Collection[int]) -> Mapping[int, str]: ...

    def documents(self, ids: Collection[int]) -> Mapping[int, str]: ...

    def images(
        self, requests: Collection[ImageRequest]
    ) -> Mapping[ImageRequest, ResolvedImage]: ...


@dataclass(frozen=True, slots=True)
class FoundReferences:
    """Ids of everything in the CMS that a text points at."""

    pages: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()
    images: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Wanted:
    """The tokens that refer to something, by what they refer to."""

    links: list[tuple[Token, Token, str, int, str]] = field(default_factory=list)
    images: list[tuple[Token, ImageRequest, str]] = field(default_factory=list)

    def ids(self, kind: str) -> frozenset[int]:
        return frozenset(pk for _, _, found, pk, _ in self.links if found == kind)


def find_in_tokens(tokens: list[Token]) -> FoundReferences:
    """Ids that `tokens` point at."""
    wanted = _collect(tokens)
    images = frozenset(request.id for _, request, _ in wanted.images)
    return FoundReferences(wanted.ids("page"), wanted.ids("doc"), images)


def resolve(
    tokens: list[Token], references: References | None, env: dict[str, Any]
) -> None:
    """Put addresses where `tokens` name things; what is unknown becomes plain text.

    An address is longer than its name: it is paid from the allowance in `env`.
    """
    wanted = _collect(tokens)
    if wanted.links:
        _resolve_links(wanted, references, env)
    if wanted.images:
        _resolve_images(wanted.images, references, env)


def _collect(tokens: list[Token]) -> _Wanted:
    wanted = _Wanted()
    for children in inline_runs(tokens):
        opened: list[tuple[Token, str, int, str]] = []
        for token in children:
            if token.type == "link_open":
                match = _LINK.fullmatch(str(token.attrs.get("href", "")))
                kind, pk, rest = match.groups(default="") if match else ("", "0", "")
                opened.append((token, kind, int(pk), rest))
            elif token.type == "link_close":
                opening, kind, number, rest = opened.pop()
                if kind:
                    wanted.links.append((opening, token, kind, number, rest))
            elif token.type == "image":
                _collect_image(wanted, token)
    return wanted


def inline_runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """The children of every inline token."""
    return (token.children for token in tokens if token.children)


def _collect_image(wanted: _Wanted, token: Token) -> None:
    match = _IMAGE.fullmatch(unquote(str(token.attrs.get("src", ""))))
    if match is None:
        return
    options = dict(
        part.strip().partition("=")[::2] for part in match[2].split(",") if part.strip()
    )
    shape = options.get("filter", "")
    name = options.get("class", "")
    # Writers choose among shapes: a size of their own would be one more file.
    known = shape if shape in IMAGE_SHAPES else DEFAULT_SHAPE
    request = ImageRequest(int(match[1]), known)
    wanted.images.append((token, request, name if name in IMAGE_CLASSES else ""))


def _resolve_links(
    wanted: _Wanted, references: References | None, env: dict[str, Any]
) -> None:
    urls: dict[str, Mapping[int, str]] = {"page": {}, "doc": {}}
    if references is not None:
        if pages := wanted.ids("page"):
            urls["page"] = references.pages(pages)
        if documents := wanted.ids("doc"):
            urls["doc"] = references.documents(documents)
    for opening, closing, kind, pk, rest in wanted.links:
        url = urls[kind].get(pk)
        if url and can_pay(env, len(url)):
            opening.attrs["href"] = url + rest
        else:
            opening.tag = closing.tag = "span"
            opening.attrs = {"class": "broken-reference"}


def _resolve_images(
    wanted: list[tuple[Token, ImageRequest, str]],
    references: References | None,
    env: dict[str, Any],
) -> None:
    requests = {request for _, request, _ in wanted}
    found = references.images(requests) if references is not None else {}
    for number, (token, request, name) in enumerate(wanted):
        image = found.get(request)
        if image is None or not can_pay(env, len(image.url)):
            token.meta["broken"] = True
            continue
        token.attrs |= {"src": image.url, "width": image.width, "height": image.height}
        if image.srcset and number < IN_SIZES:
            token.attrs["srcset"] = image.srcset
        if name:
            token.attrs["class"] = f"image-{name}"
