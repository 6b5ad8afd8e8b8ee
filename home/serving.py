"""The page tree by its addresses: one look-up instead of one for each level."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from articles.feeds import FeedPageMixin, page_feed
from articles.models import ArticlePage
from core.querysets import unrestricted
from home.models import HomePage

ARTICLE_DEPTH = 4  # authors / author / anthology / article


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, with the way through the tree already found.

    Wagtail walks down from the home page and asks twice for each level; every
    page knows its whole address. What is not a page's own address takes
    Wagtail's way.
    """
    page = find_page(request, path)
    if page is not None:
        # Where `Page.route_for_request` keeps its answer.
        vars(request)["_wagtail_route_for_request"] = RouteResult(page)
    return wagtail_serve(request, path)


@require_safe
def serve_feed(request: HttpRequest, path: str, name: str) -> HttpResponse:
    """The feed called `name` of the public page at `path`.

    Wagtail routes only addresses that end in a slash.
    """
    page = find_page(request, path)
    has_feeds = isinstance(page, FeedPageMixin)
    if page is None or not has_feeds or not page.is_unrestricted:
        raise Http404
    return page_feed(request, page, name)


def find_page(request: HttpRequest, path: str) -> Any | None:
    """The live page at `path` in the language of the address, as its own type.

    None where there is none, and everywhere in a language whose home page is a
    draft: there Wagtail shows the pages of the site's own language instead.
    """
    root = _root_path(request)
    if root is None:
        return None
    components = [part for part in path.split("/") if part]
    url_path = root + "".join(f"{part}/" for part in components)
    likely = {0: HomePage.objects, ARTICLE_DEPTH: ArticlePage.objects.for_reading()}
    guess = likely.get(len(components))
    if guess is not None:
        page = _live_at(guess.select_related("locale"), url_path, root)
        if page is not None:
            return page
    page = _live_at(Page.objects.select_related("locale"), url_path, root)
    if page is None:
        return None
    specific = page.specific
    specific.locale, specific.is_unrestricted = page.locale, page.is_unrestricted
    return specific


def _live_at(pages: Any, url_path: str, root: str) -> Any | None:
    is_open = ExpressionWrapper(unrestricted(), output_field=BooleanField())
    has_home = Exists(Page.objects.live().filter(**_address(root)))
    found = pages.live().filter(has_home, **_address(url_path))
    return found.annotate(is_unrestricted=is_open).first()


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
