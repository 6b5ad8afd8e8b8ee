"""Which site is asked, and where its pages begin: the same for many requests."""

from collections.abc import Callable
from copy import copy

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from core.caching.making import current, note
from core.caching.pieces import are_shared, piece
from core.pages.addresses import HOME_DEPTH


class SiteMiddleware:
    """Gives a request what Wagtail would ask the database and the cache for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        making = current()
        if making is not None and are_shared():
            host = request.get_host()
            # Which site it is does not hang on the one that was asked before.
            making.site = None
            known = vars(request)
            # Where `Site.find_for_request` and `Page.get_url_parts` keep them.
            site = piece(f"site {host}", lambda: _site(request))
            # A copy: whoever follows it to its home page keeps that there.
            known["_wagtail_site"] = copy(site)
            making.site = site.pk if site is not None else None
            known["_wagtail_cached_site_root_paths"] = piece("roots", _root_paths)
        return self.get_response(request)


def open_root(request: HttpRequest) -> str | None:
    """Where the pages of the address's language begin, if its home page is out."""
    site = Site.find_for_request(request)
    roots = piece("open roots", _open_roots)
    return roots.get((site.pk, translation.get_language())) if site else None


def _site(request: HttpRequest) -> Site | None:
    # Another one, or another host of it, makes everything anew.
    site = Site.find_for_request(request)
    if site is not None:
        site._state.fields_cache.clear()
    return site


def _root_paths() -> list[SiteRootPath]:
    _homes()
    return list(Site.get_site_root_paths())


def _open_roots() -> dict[tuple[int, str], str]:
    out = {home.url_path for home in _homes() if home.live}
    return {
        (root.site_id, root.language_code): root.root_path
        for root in Site.get_site_root_paths()
        if root.root_path in out
    }


def _homes() -> list[Page]:
    homes = Page.objects.filter(depth=HOME_DEPTH)
    found = list(homes.only("pk", "translation_key", "url_path", "live"))
    for home in found:
        note(f"sign:{home.pk}", f"key:{home.translation_key}")
    return found
