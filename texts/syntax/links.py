"""Links and images after parsing: schemes, `rel`, fragments, figures."""

import re
from urllib.parse import unquote

from markdown_it.token import Token

from texts.references import inline_runs
from texts.safe.allowlist import SCHEMES, is_secure
from texts.safe.sanitize import Profile
from texts.syntax.headings import HeadingIds

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_EXTERNAL = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def finish_links(tokens: list[Token], ids: HeadingIds | None) -> None:
    """Drop links of unknown schemes, mark external ones, aim fragments at headings."""
    for children in inline_runs(tokens):
        opened: list[Token] = []
        for token in children:
            if token.type == "link_open":
                _finish_link(token, ids)
                opened.append(token)
            elif token.type == "link_close":
                opening = opened.pop()
                token.tag, token.hidden = opening.tag, opening.hidden


def _finish_link(token: Token, ids: HeadingIds | None) -> None:
    href = str(token.attrs.get("href", ""))
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in SCHEMES:
        token.hidden = True
    elif _EXTERNAL.match(href):
        token.attrs["rel"] = "noopener"
    elif href.startswith("#") and ids is not None:
        target = ids.find(unquote(href[1:]))
        if target:
            token.attrs["href"] = f"#{target}"


def finish_images(tokens: list[Token], profile: Profile) -> None:
    """Load images lazily; one that is alone in its paragraph becomes a figure.

    In comments there are no figures, and only images from https.
    """
    for position, token in enumerate(tokens):
        if not token.children:
            continue
        for child in token.children:
            if child.type == "image":
                child.attrs |= {"loading": "lazy", "decoding": "async"}
                _leave_out_data(child)
                if not profile.rich and not is_secure(str(child.attrs["src"])):
                    child.meta["broken"] = True
        if profile.rich and tokens[position - 1].type == "paragraph_open":
            _make_figure(tokens, position)


def _leave_out_data(image: Token) -> None:
    """A picture written into its address is not shown; its description is."""
    address = str(image.attrs["src"])
    if address[:5].lower() == "data:":
        image.meta |= {"broken": True, "is_data": True}
        if not image.content.strip():
            image.children = [Token("text", "", 0, content=address.split(";")[0])]


def _make_figure(tokens: list[Token], position: int) -> None:
    opening, run, closing = tokens[position - 1 : position + 2]
    children = run.children or []
    shown = [t for t in children if t.type not in ("link_open", "link_close")]
    if opening.hidden or [t.type for t in shown] != ["image"]:
        return
    image = shown[0]
    if image.meta.get("broken"):
        return
    opening.tag = closing.tag = "figure"
    if name := image.attrs.pop("class", ""):
        opening.attrs["class"] = name
    if caption := image.attrs.pop("title", ""):
        text = Token("text", "", 0, content=str(caption))
        children += [
            Token("figcaption_open", "figcaption", 1),
            text,
            Token("figcaption_close", "figcaption", -1),
        ]
