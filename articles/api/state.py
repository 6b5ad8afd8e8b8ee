"""What somebody may read of the articles that are for sale."""

from typing import Any

from django.urls import reverse

from articles.access import readable_in_full
from articles.models import ArticlePage
from core.pages.state import Asked


def state_of_sold(asked: Asked) -> dict[int, dict[str, Any]]:
    """Of each article for sale, whether all of it is open, and where it is."""
    keys = [page.pk for page in asked.pages]
    rows = ArticlePage.objects.for_sale().filter(pk__in=keys)
    sold = list(rows.select_related("anthology").defer("body"))
    opened = readable_in_full(asked.user, sold, may_edit=asked.may_edit)  # type: ignore[arg-type]
    return {article.pk: _state(article, article.pk in opened) for article in sold}


def _state(article: ArticlePage, is_open: bool) -> dict[str, Any]:
    paid = (
        reverse("community_api:articles_paid", args=[article.pk]) if is_open else None
    )
    full = reverse("permanent:full_text", args=[article.code])
    return {"can_read_all": is_open, "paid_url": paid, "full_url": full}
