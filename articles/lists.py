"""Cutting long lists into pages that any address can ask for."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from core.caching.making import keep_not
from images.selectors import attach_pictures

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
    """A page of article cards, covers included, in a fixed number of queries."""
    page = paginate(request, articles.for_listing(), per_page=per_page)
    attach_pictures(((article, "cover") for article in page), "cover")
    return page
