"""What sanitised HTML may hold: elements, attributes, values, schemes."""

import re

SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLE_TAGS = _words(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl "
    "dt em figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q "
    "rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot "
    "th thead tr u ul var wbr"
)
COMMENT_TAGS = _words(
    "a blockquote br code del div em h4 h5 h6 hr img li ol p pre span strong ul"
)
_CLASSES = _words(
    "code mermaid math inline display callout callout-note callout-tip "
    "callout-important callout-warning callout-caution callout-title footnote-ref "
    "footnote-backref footnotes table-scroll task-list-item contains-task-list "
    "broken-reference image-left image-right image-center image-wide image-full "
    "image-small align-left align-center align-right"
)
_CLASS = re.compile(r"language-[\w+#.-]{1,40}|hl-[a-z0-9]{1,4}")
_IDS = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), re.compile(r"h-[\w-]{1,120}")),
    "li": re.compile(r"fn-[\w-]{1,60}"),
    "a": re.compile(r"fnref-[\w-]{1,60}"),
}
_NUMBER = re.compile(r"\d{1,5}")
_REL = frozenset({"noopener", "noreferrer", "nofollow", "ugc"})
_SOURCE = r"(?:https?://|/(?!/))[^\s,]+ \d+(?:\.\d+)?[wx]"
_VALUES = {
    "align": re.compile(r"left|center|right"),
    "colspan": re.compile(r"[1-9]\d?"),
    "data-language": re.compile(r"[\w+#.-]{1,40}"),
    "decoding": re.compile(r"async"),
    "height": _NUMBER,
    "loading": re.compile(r"lazy"),
    "role": re.compile(r"region"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "srcset": re.compile(rf"{_SOURCE}(?:, {_SOURCE})*"),
    "start": re.compile(r"-?\d{1,9}"),
    "tabindex": re.compile(r"0"),
    "type": re.compile(r"checkbox"),
    "width": _NUMBER,
}
ARTICLE_ATTRIBUTES = {
    "a": {"href", "title", "class", "id", "rel"},
    "abbr": {"title"},
    "code": {"class"},
    "details": {"open"},
    "div": {"class", "tabindex", "role"},
    "figure": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "img": {
        *("src", "srcset", "alt", "title", "width", "height"),
        *("loading", "decoding", "class"),
    },
    "input": {"type", "checked", "disabled"},
    "li": {"class", "id"},
    "ol": {"start", "class"},
    "p": {"class"},
    "pre": {"class", "data-language"},
    "section": {"class"},
    "span": {"class"},
    "sup": {"class"},
    "td": {"align", "class", "colspan", "rowspan"},
    "th": {"align", "class", "colspan", "rowspan"},
    "ul": {"class"},
}
COMMENT_ATTRIBUTES = {
    "a": {"href", "title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title", "loading", "decoding"},
    "ol": {"start"},
    "pre": {"class", "data-language"},
    "span": {"class"},
}
# A field anyone could type into would be a trap: only dead checkboxes.
FORCED = {"input": {"type": "checkbox", "disabled": ""}}


def filter_article(tag: str, name: str, value: str) -> str | None:
    """The value an attribute may keep, None to drop it."""
    if name == "class":
        return _filter_classes(value)
    if name == "id":
        return value if tag in _IDS and _IDS[tag].fullmatch(value) else None
    if name == "rel":
        return " ".join(word for word in value.split() if word in _REL) or None
    if name in ("checked", "disabled", "open"):
        return ""
    pattern = _VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


def _filter_classes(value: str) -> str | None:
    if value in _CLASSES:
        return value
    kept = [c for c in value.split() if c in _CLASSES or _CLASS.fullmatch(c)]
    return " ".join(kept) or None


def filter_comment(tag: str, name: str, value: str) -> str | None:
    if name == "src" and not is_secure(value):
        return None
    return filter_article(tag, name, value)


def is_secure(url: str) -> bool:
    """Whether a comment may show the image at `url`."""
    return url.lower().startswith("https://")
