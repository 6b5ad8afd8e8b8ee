"""Cutting long lists into pages that any address can ask for."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.cards import Entries
from core.caching.making import keep_not

PER_PAGE = 20


def paginate(request: HttpRequest, rows: QuerySet, *, per_page: int = PER_PAGE) -> Page:
    """The page `?page=` asks for; a number out of range gives the nearest one."""
    asked = request.GET.get("page")
    page = Paginator(rows, per_page).get_page(asked)
    if asked is not None and asked != str(page.number):
        # There are endlessly many numbers out of range.
        keep_not(request)
    page.object_list = list(page.object_list)
    return page


def paginate_articles(
    request: HttpRequest, articles: Any, *, per_page: int = PER_PAGE
) -> Page:
    """A page of articles by their keys, for cards: see `articles.cards`."""
    keys = articles.values_list("pk", flat=True)
    page = paginate(request, keys, per_page=per_page)
    page.object_list = Entries(page.object_list)
    return page
