"""Money in words of the page."""

from django import template

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """An amount in fen as `¥12.00`; integers only, so nothing is ever rounded."""
    whole, rest = divmod(abs(fen or 0), 100)
    sign = "-" if (fen or 0) < 0 else ""
    return f"{sign}¥{whole:,}.{rest:02d}"
