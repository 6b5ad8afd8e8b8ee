"""Putting the front page together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from articles.models import ArticlePage
    from home.models import CarouselSlide

register = template.Library()


@register.simple_tag
def picks_beside(
    picks: Sequence["ArticlePage"], slides: Sequence["CarouselSlide"]
) -> list["ArticlePage"]:
    """`picks` with those the carousel shows already moved to the end.

    The first one stands large below the carousel and should be another picture.
    """
    shown = {slide.article_id for slide in slides}
    return sorted(picks, key=lambda article: article.pk in shown)
