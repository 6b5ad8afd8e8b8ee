"""The allow-lists: what may stand in HTML that people wrote, by profile."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

import nh3

from texts.safe import allowlist
from texts.safe.sieve import sieve, without_controls

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
# Rounds after which what still changes is shown as text; two are the rule.
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of writer may write; `clean` is the allow-list as a function.

    `tags` are the elements on it.

    A `rich` text has raw HTML, tables, notes, callouts, figures, diagrams and a
    table of contents. Headings move down by `heading_shift` levels.
    """

    name: str
    rich: bool
    heading_shift: int
    tags: frozenset[str] = field(repr=False)
    clean: Callable[[str], str] = field(repr=False, compare=False)


ARTICLE = Profile(
    name="article",
    rich=True,
    heading_shift=0,
    tags=allowlist.ARTICLE_TAGS,
    clean=nh3.Cleaner(
        tags=set(allowlist.ARTICLE_TAGS),
        clean_content_tags=set(),
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
    tags=allowlist.COMMENT_TAGS,
    clean=nh3.Cleaner(
        tags=set(allowlist.COMMENT_TAGS),
        clean_content_tags=set(),
        attributes=allowlist.COMMENT_ATTRIBUTES,
        attribute_filter=allowlist.filter_comment,
        link_rel="nofollow ugc noopener",
        url_schemes=set(allowlist.SCHEMES),
    ).clean,
)


def sanitize(html: str, profile: Profile = ARTICLE) -> str:
    """`html` with nothing left but what `profile` allows; the rest shows as typed.

    An h1 becomes an h2: the title of the page is its only h1. Elements nested
    more than 100 deep lose their tags, not their text. Sanitising the result
    changes nothing, and nothing may change it afterwards.
    """
    html = _clean_once(without_controls(html), profile)
    for _ in range(_ROUNDS):
        before, html = html, _clean_once(html, profile)
        if before == html:
            return html
    return escape(html, quote=False)


def _clean_once(html: str, profile: Profile) -> str:
    html = sieve(html, profile.tags)
    if html.count("<") > _DEEP:
        html = _flatten(html)
    return profile.clean(html)


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
