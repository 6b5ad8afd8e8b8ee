"""What must hold for all HTML that leaves the renderer, whatever went in."""

import re

from bs4 import BeautifulSoup

from texts import COMMENT, Profile
from texts.safe.sieve import CONTROLS


def _words(text: str) -> set[str]:
    return set(text.split())


_ELEMENTS = _words(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl "
    "dt em figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q "
    "rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot "
    "th thead tr u ul var wbr"
)
_IN_COMMENTS = _words(
    "a blockquote br code del div em h4 h5 h6 hr img li ol p pre span strong ul"
)
_ATTRIBUTES = _words(
    "align alt checked class colspan data-language decoding disabled height href id "
    "loading open rel role rowspan src srcset start tabindex title type width"
)
_ADDRESS = re.compile(r"(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_ID = re.compile(r"(?:h|fn|fnref)-[\w-]+")


def faults(html: str, profile: Profile) -> list[str]:
    """Everything in `html` that has no business there."""
    found = ["control"] if CONTROLS.search(html) else []
    allowed = _IN_COMMENTS if profile == COMMENT else _ELEMENTS
    for element in BeautifulSoup(f"<div>{html}</div>", "html.parser").find_all(True):
        if element.name not in allowed:
            found.append(element.name)
        found += [
            f"{element.name} {name}={value}"
            for name, value in element.attrs.items()
            if not _is_harmless(element.name, name, value)
        ]
        if element.name == "input" and element.get("type") != "checkbox":
            found.append("input")
    return found


def as_browsers_read(address: str) -> str:
    """`address` without what browsers leave out: https://url.spec.whatwg.org/#url-parsing."""
    return re.sub("[\t\n\r]", "", address).strip("".join(map(chr, range(33))))


def _is_harmless(tag: str, name: str, value: str | list[str]) -> bool:
    if name not in _ATTRIBUTES:
        return False
    if name in ("href", "src"):
        return bool(_ADDRESS.match(as_browsers_read(str(value))))
    if name == "srcset":
        return not re.search(r"data:|script:", str(value), re.IGNORECASE)
    if name == "id":
        return bool(_ID.fullmatch(str(value)))
    return True
