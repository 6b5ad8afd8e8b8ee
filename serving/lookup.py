"""The page tree by its addresses: one look-up instead of one for each level."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from articles.models import ArticlePage
from core.caching.making import public
from core.pages.querysets import readable

ARTICLE_DEPTH = 4  # authors / author / anthology / article
# What most addresses of a length lead to, with all that its page needs.
_likely: dict[int, Callable[[], Any]] = {
    ARTICLE_DEPTH: lambda: ArticlePage.objects.for_reading()
}


def expect(length: int, pages: Callable[[], Any]) -> None:
    """Look among `pages` first for addresses of `length` parts; for `ready()`."""
    _likely[length] = pages


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, with the way through the tree already found.

    Wagtail walks down from the home page and asks twice for each level; every
    page knows its whole address. What is not the address of an open page takes
    Wagtail's way, which asks for passwords.
    """
    page = find_page(request, path)
    if page is not None:
        public(request, "site", *page.shows(), params=page.list_params)
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
    root = _root_path(request)
    if root is None:
        return None
    components = [part for part in path.split("/") if part]
    url_path = root + "".join(f"{part}/" for part in components)
    guess = _likely.get(len(components))
    if guess is not None:
        page = _open_at(guess().select_related("locale"), url_path, root)
        if page is not None:
            page.is_open = True
            return page
    page = _open_at(Page.objects.all(), url_path, root)
    if page is None:
        return None
    specific = page.specific_class.objects.for_reading().get(pk=page.pk)
    specific.is_open = True
    return specific


def _open_at(pages: Any, url_path: str, root: str) -> Any | None:
    has_home = Exists(Page.objects.live().filter(**_address(root)))
    return pages.filter(readable(), has_home, **_address(url_path)).first()


def _address(url_path: str) -> dict[str, str]:
    """Whole addresses have no index, their last parts have."""
    return {"url_path": url_path, "slug": url_path.rstrip("/").rpartition("/")[2]}


def _root_path(request: HttpRequest) -> str | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    language = translation.get_language()
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and root.language_code == language:
            return str(root.root_path)
    return None
