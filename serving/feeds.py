"""Feeds: of the whole site, and of the page at an address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wagtail.models import Locale, Site

from articles.feeds import FeedPageMixin, feed_response, newest, page_feed
from articles.models import ArticlePage
from core.caching.making import note, public, public_view
from core.identity import site_identity
from serving.lookup import find_page


@require_safe
@public_view("site")
def site_feed(request: HttpRequest, name: str) -> HttpResponse:
    """The newest articles of the whole site in the language of the address."""
    note(f"articles:{Locale.get_active().pk}")
    site = Site.find_for_request(request)
    # An empty feed is as old as the front page.
    note(f"page:{site.root_page.localized.pk}")
    own = site_identity()
    return feed_response(
        request,
        name,
        title=own.name,
        description=own.slogan or own.name,
        link=site.root_page.localized.url,
        articles=newest(ArticlePage.objects.published_here().newest_first()),
        since=site.root_page.localized.last_published_at,
    )


@require_safe
@public_view("site", params=None)
def serve_feed(request: HttpRequest, path: str, name: str) -> HttpResponse:
    """The feed called `name` of the public page at `path`.

    Wagtail routes only addresses that end in a slash.
    """
    page = find_page(request, path)
    if not isinstance(page, FeedPageMixin):
        note("absent")
        raise Http404
    public(request, *page.feed_shows())
    return page_feed(request, page, name)
