"""The page tree by its addresses: one look-up instead of one for each level."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from articles.models import ArticlePage
from core.caching.making import public
from core.pages.ending import note_next_end
from core.pages.querysets import readable
from core.web.sites import open_root
from core.written import Written

ARTICLE_DEPTH = 4  # authors / author / anthology / article


def _at_address(pages: Callable[[], Any]) -> Written[Any]:
    """Those of `pages` that everybody may open, by their address."""

    def build(url_path: str, slug: str) -> Any:
        # Whole addresses have no index, their last parts have.
        return pages().filter(readable(), url_path=url_path, slug=slug)[:1]

    return Written(build, url_path=str, slug=str)


ANY_PAGE = _at_address(lambda: Page.objects.all())
# What most addresses of a length lead to, with all that its page needs.
_likely = {ARTICLE_DEPTH: _at_address(lambda: ArticlePage.objects.for_page())}


def expect(length: int, pages: Callable[[], Any]) -> None:
    """Look among `pages` first for addresses of `length` parts; for `ready()`."""
    _likely[length] = _at_address(pages)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, with the way through the tree already found.

    Wagtail walks down from the home page and asks twice for each level; every
    page knows its whole address. What is not the address of an open page takes
    Wagtail's way, which asks for passwords.
    """
    page = find_page(request, path)
    if page is not None:
        public(request, "site", *page.shows(), params=page.list_params)
        if page.has_lists:
            note_next_end()
        # Where `Page.route_for_request` keeps its answer.
        vars(request)["_wagtail_route_for_request"] = RouteResult(page)
        return wagtail_serve(request, path)
    try:
        return wagtail_serve(request, path)
    except Http404:
        # An old address may lead on, with its query or without.
        public(request, "absent", "site", params=None)
        raise


def find_page(request: HttpRequest, path: str) -> Any | None:
    """The page at `path` that everybody may open, as its own type.

    In the language of the address. None where there is none, and everywhere in a language whose home page is a
    draft: there Wagtail shows the pages of the site's own language instead.
    """
    root = open_root(request)
    if root is None:
        return None
    components = [part for part in path.split("/") if part]
    address = root + "".join(f"{part}/" for part in components)
    slug = address.rstrip("/").rpartition("/")[2]
    likely = _likely.get(len(components))
    page = likely.first(url_path=address, slug=slug) if likely else None
    if page is None:
        found = ANY_PAGE.first(url_path=address, slug=slug)
        if found is None:
            return None
        page = found.specific_class.objects.for_reading().get(pk=found.pk)
    page.is_open = True
    page.settle()
    return page
