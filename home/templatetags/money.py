"""Money and what it buys, in words of the page."""

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from articles.models import ArticlePage

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """An amount in fen as `¥12.00`; integers only, so nothing is ever rounded."""
    whole, rest = divmod(abs(fen or 0), 100)
    sign = "-" if (fen or 0) < 0 else ""
    return f"{sign}¥{whole:,}.{rest:02d}"


@register.filter
def words_for_sale(article: "ArticlePage") -> int:
    """How many words of `article` stand behind its paywall mark."""
    rendered = article.rendered
    if not article.is_for_sale:
        return 0
    return rendered.gated_words if rendered.has_mark else rendered.words
