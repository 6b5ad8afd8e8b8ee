"""The one way from Markdown to what readers get."""

import re
from dataclasses import dataclass

from texts.parser import dialect, new_env
from texts.plaintext import plain_text
from texts.references import (
    FoundReferences,
    References,
    find_in_tokens,
    resolve,
)
from texts.safe.raw import settle_raw_html
from texts.safe.sanitize import ARTICLE, Profile, sanitize
from texts.safe.sieve import without_controls
from texts.suspicions import suspicions
from texts.syntax.alerts import title_alerts
from texts.syntax.cjk import join_lines
from texts.syntax.headings import Heading, HeadingIds, place_headings
from texts.syntax.links import finish_images, finish_links

# To be raised when the same source gives other HTML: stored results are renewed.
RENDERER_VERSION = 6
_REFERENCE = re.compile(r"page:|doc:|image:")
_SCOPE = re.compile(r"[\w-]{0,40}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything that is stored about a text when it is saved.

    `html` is safe to show, `text` is plain, `prose` is what of it a summary is made
    of, its sentences. `features` ⊆ {"math", "mermaid"} says
    which scripts the page needs. `warnings` name what the writer may not have meant:
    "glued_heading" (`##标题`), "data_picture", "references_cut", "tables_cut".
    """

    html: str
    headings: tuple[Heading, ...]
    text: str
    features: frozenset[str]
    warnings: frozenset[str] = frozenset()
    prose: str = ""


def render(
    source: str,
    *,
    profile: Profile = ARTICLE,
    references: References | None = None,
    heading_ids: HeadingIds | None = None,
    scope: str = "",
    hard_breaks: bool = False,
    language: str = "zh-hans",
) -> Rendered:
    """Render Markdown to safe HTML with its table of contents and plain text.

    Never fails on any text. `heading_ids` is shared between the blocks of an
    article; `scope` (letters, digits, "-", "_", at most 40) keeps their footnotes
    apart; `hard_breaks` makes every line break a `<br>`; `language` is that of the
    titles we add to callouts. Raises ValueError for another `scope`.
    """
    if not _SCOPE.fullmatch(scope):
        raise ValueError(f"not a scope: {scope!r}")
    source = without_controls(source).removeprefix("\ufeff")
    md, env = dialect(profile, hard_breaks), new_env(profile, scope, len(source))
    tokens = md.parse(source, env)
    settle_raw_html(tokens, profile.tags)
    ids = (heading_ids or HeadingIds()) if profile.rich else None
    if not hard_breaks:
        for token in tokens:
            if token.children:
                token.children = join_lines(token.children)
    headings = place_headings(tokens, ids, profile.heading_shift)
    resolve(tokens, references, env)
    title_alerts(tokens, language)
    finish_links(tokens, ids)
    finish_images(tokens, profile)
    env["warnings"] |= suspicions(tokens)
    text, prose = plain_text(tokens), plain_text(tokens, is_prose=True)
    html = sanitize(md.renderer.render(tokens, md.options, env), profile)
    features, warnings = frozenset(env["features"]), frozenset(env["warnings"])
    return Rendered(html, headings, text, features, warnings, prose)


def find_references(source: str) -> FoundReferences:
    """Ids of the pages, documents and images that `source` points at."""
    if not _REFERENCE.search(source):
        return FoundReferences()
    md = dialect(ARTICLE, False)
    env = new_env(ARTICLE, "", len(source))
    return find_in_tokens(md.parse(without_controls(source), env))
