"""Cards of pages in lists, made once for all pages that show them."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles.lists import Entry
from core.caching.pieces import is_kept, piece

register = template.Library()


@register.simple_tag(takes_context=True)
def article_card(
    context: Any, entry: Entry, component: str = "article_card", **look: Any
) -> SafeString:
    """An article in a list, as a component of `components/article/` draws it.

    Every component sees the page around it, which decides what goes without saying.
    """
    page = context.get("page")
    around = f"{component} {getattr(page, 'locale_id', None)}"
    shown = {**look, "page": page}
    return _card(context, entry, f"article/{component}.html", "article", around, shown)


@register.simple_tag(takes_context=True)
def author_card(context: Any, entry: Entry, **look: Any) -> SafeString:
    """The card of an author; empty where the page is not open."""
    return _card(context, entry, "cards/author_card.html", "author", "author", look)


@register.simple_tag(takes_context=True)
def topic_card(
    context: Any, entry: Entry, component: str = "topic_card", **look: Any
) -> SafeString:
    """A topic, as a component of `components/cards/` draws it; empty where not open."""
    return _card(context, entry, f"cards/{component}.html", "topic", component, look)


def _card(
    context: Any, entry: Entry, file: str, called: str, name: str, look: dict[str, Any]
) -> SafeString:
    looks = " ".join(f"{key}={look[key]}" for key in sorted(look) if key != "page")

    def name_of(each: Entry) -> str:
        return f"{name} {each.pk} {each.article_count} {looks}"

    def make() -> SafeString:
        row = entry.page(is_kept=lambda other: is_kept(name_of(other)))
        if row is None:
            return SafeString("")
        shown = {**look, called: row, "article_count": entry.article_count}
        return _drawn(context, file, shown)

    return piece(name_of(entry), make)


def _drawn(context: Any, name: str, shown: dict[str, Any]) -> SafeString:
    """A component that sees nothing of the page around it but the request."""
    card = context.template.engine.get_template(f"components/{name}")
    return card.render(context.new({"request": context.get("request"), **shown}))
