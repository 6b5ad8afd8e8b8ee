"""The map of the site, for search engines."""

from typing import Any

from django.contrib.sitemaps.views import index as index_view
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from articles.selectors import unfindable_authors
from core.caching.making import public_view
from core.pages.querysets import at_or_below, published_pages


class LanguageSitemap(Sitemap):
    """Every public page of every language, with its translations as alternates.

    Authors who wish not to be found are left out, as their pages say `noindex`.

    Protocol: https://www.sitemaps.org/protocol.html; alternates as `xhtml:link`.
    """

    limit = 5000

    def items(self) -> Any:
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = at_or_below(roots.values_list("path", flat=True))
        hidden = unfindable_authors().values("pk")
        pages = published_pages().filter(below).exclude(pk__in=hidden)
        return pages.select_related("locale").order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        shown = list(self.paginator.page(page).object_list)
        keys = {item.translation_key for item in shown}
        versions: dict[Any, list[dict[str, str]]] = {}
        for item in self.items().filter(translation_key__in=keys):
            versions.setdefault(item.translation_key, []).append(
                {
                    "lang_code": item.locale.language_code,
                    "location": item.get_full_url(self.request),
                }
            )
        return [self._url(item, versions[item.translation_key]) for item in shown]

    def _url(self, item: Page, versions: list[dict[str, str]]) -> dict[str, Any]:
        return {
            "item": item,
            "location": item.get_full_url(self.request),
            "lastmod": self.lastmod(item),
            "alternates": versions if len(versions) > 1 else [],
        }


@require_safe
@public_view("pages", params=("p",))
def sitemap(request: HttpRequest) -> HttpResponse:
    """One file while the site is small, an index of files when it is not."""
    sitemaps: dict[str, Any] = {"pages": LanguageSitemap(request)}
    if "p" not in request.GET and sitemaps["pages"].paginator.num_pages > 1:
        return index_view(
            request, sitemaps, sitemap_url_name="machines:sitemap_section"
        )
    return sitemap_view(request, sitemaps)


@require_safe
@public_view("pages", params=("p",))
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_view(request, {"pages": LanguageSitemap(request)}, section)
