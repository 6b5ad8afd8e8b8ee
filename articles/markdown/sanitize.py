"""The allow-lists: what may stand in HTML that people wrote, by profile."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import nh3

from articles.markdown import allowlist

MAX_DEPTH = 100
_DEEP = 400  # tags; a text with fewer cannot be nested too deeply for long
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# Void elements, and those whose next of a kind closes the one before.
_FLAT = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th"),
        *("thead", "tbody", "tfoot", "option", "rp", "rt"),
    }
)
_H1 = re.compile(r"<(/?)h1(?=[\s/>])", re.IGNORECASE)
# Not allowed in XML 1.0, so not in feeds either.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of writer may write; `clean` is the allow-list as a function.

    A `rich` text has raw HTML, tables, notes, callouts, figures, diagrams and a
    table of contents. Headings move down by `heading_shift` levels.
    """

    name: str
    rich: bool
    heading_shift: int
    clean: Callable[[str], str] = field(repr=False, compare=False)


ARTICLE = Profile(
    name="article",
    rich=True,
    heading_shift=0,
    clean=nh3.Cleaner(
        tags=set(allowlist.ARTICLE_TAGS),
        clean_content_tags={"script", "style"},
        attributes=allowlist.ARTICLE_ATTRIBUTES,
        attribute_filter=allowlist.filter_article,
        link_rel=None,
        set_tag_attribute_values=allowlist.FORCED,
        url_schemes=set(allowlist.SCHEMES),
    ).clean,
)
COMMENT = Profile(
    name="comment",
    rich=False,
    heading_shift=3,
    clean=nh3.Cleaner(
        tags=set(allowlist.COMMENT_TAGS),
        clean_content_tags={"script", "style"},
        attributes=allowlist.COMMENT_ATTRIBUTES,
        attribute_filter=allowlist.filter_comment,
        link_rel="nofollow ugc noopener",
        url_schemes=set(allowlist.SCHEMES),
    ).clean,
)


def sanitize(html: str, profile: Profile = ARTICLE) -> str:
    """`html` with nothing left but what `profile` allows.

    An h1 becomes an h2: the title of the page is its only h1. Elements nested
    more than 100 deep lose their tags, not their text. What was sanitised stays
    as it is.
    """
    html = _H1.sub(r"<\1h2", without_controls(html))
    if html.count("<") > _DEEP:
        html = _flatten(html)
    return CONTROLS.sub("", profile.clean(html))


def without_controls(text: str) -> str:
    """`text` without the characters no XML may hold and no database stores."""
    return _SURROGATES.sub("\ufffd", CONTROLS.sub("", text))


def _flatten(html: str) -> str:
    """Make tags beyond the depth the tree builder handles fast into empty `<wbr>`.

    A closing tag counts only if one of its name is open, and closes only that.
    """
    opened: Counter[str] = Counter()
    depth = 0

    def shorten(match: re.Match[str]) -> str:
        nonlocal depth
        slash, name = match[1], match[2].lower()
        if name in _FLAT or (slash and not opened[name]):
            return match[0]
        step = -1 if slash else 1
        opened[name] += step
        depth += step
        return match[0] if depth + bool(slash) <= MAX_DEPTH else f"<{slash}wbr"

    return _TAG.sub(shorten, html)
