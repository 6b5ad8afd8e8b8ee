"""Cards of articles and authors, made once for all pages that show them."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles.lists import Entry
from articles.models import AuthorPage
from core.caching.making import note
from core.caching.pieces import is_kept, piece

register = template.Library()


@register.simple_tag(takes_context=True)
def article_card(
    context: Any, entry: Entry, component: str = "article_card", **look: Any
) -> SafeString:
    """An article in a list, as a component of `components/article/` draws it."""
    page = context.get("page")
    locale = getattr(page, "locale_id", None)
    looks = " ".join(f"{name}={value}" for name, value in sorted(look.items()))

    def name(pk: int) -> str:
        return f"{component} {pk} {locale} {looks}"

    def make() -> SafeString:
        article = entry.article(is_kept=lambda pk: is_kept(name(pk)))
        if article is None:
            return SafeString("")
        shown = {**look, "article": article, "page": page}
        return _drawn(context, f"article/{component}.html", shown)

    return piece(name(entry.pk), make)


@register.simple_tag(takes_context=True)
def author_card(context: Any, pk: int, **look: Any) -> SafeString:
    """The card of an author by the key of the page; empty where it is not open."""
    looks = " ".join(f"{name}={value}" for name, value in sorted(look.items()))

    def make() -> SafeString:
        note(f"page:{pk}")
        author = AuthorPage.objects.published().with_faces().filter(pk=pk).first()
        if author is None:
            return SafeString("")
        return _drawn(context, "cards/author_card.html", {**look, "author": author})

    return piece(f"author {pk} {looks}", make)


def _drawn(context: Any, name: str, shown: dict[str, Any]) -> SafeString:
    """A component that sees nothing of the page around it but the request."""
    card = context.template.engine.get_template(f"components/{name}")
    return card.render(context.new({"request": context.get("request"), **shown}))
