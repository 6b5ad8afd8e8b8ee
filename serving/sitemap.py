"""The map of the site, for search engines."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID

from django.contrib.sitemaps.views import index as index_view
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import RFC3986_SUBDELIMS
from django.views.decorators.http import require_safe

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from articles.selectors import unfindable_authors
from core.caching.making import public_view
from core.pages.querysets import at_or_below, published_pages

CHANGED = Coalesce("last_published_at", "latest_revision_created_at")
FIELDS = ("path", "url_path", "translation_key", "locale__language_code")
# As Django quotes the path of an address.
SAFE = RFC3986_SUBDELIMS + "/~:@"


class Entry(NamedTuple):
    """A page, as much of it as the map says."""

    path: str
    url_path: str
    key: UUID
    language: str
    changed: datetime | None
    has_versions: bool


class LanguageSitemap(Sitemap):
    """Every public page of every language, with its translations as alternates.

    Authors who wish not to be found are left out, as their pages say `noindex`. Rows,
    no pages: there may be fifty thousand of them.

    Protocol: https://www.sitemaps.org/protocol.html; alternates as `xhtml:link`.
    """

    limit = 2500

    def items(self) -> Any:
        other = Page.objects.filter(translation_key=OuterRef("translation_key"))
        has_versions = Exists(other.exclude(pk=OuterRef("pk")))
        return (
            self._pages().values_list(*FIELDS, CHANGED, has_versions).order_by("path")
        )

    def get_latest_lastmod(self) -> datetime | None:
        """In one number: Django's own reads all there is."""
        latest: datetime | None = self._pages().aggregate(at=Max(CHANGED))["at"]
        return latest

    def _pages(self) -> Any:
        hidden = unfindable_authors().values("pk")
        below = at_or_below(self._roots)
        return published_pages().filter(below).exclude(pk__in=hidden)

    @cached_property
    def _roots(self) -> dict[str, tuple[int, str]]:
        """Path in the tree → how much of the path in addresses it is, and its address."""
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        return {
            root.path: (len(root.url_path), root.get_full_url(self.request))
            for root in roots
        }

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        shown = [Entry(*row) for row in self.paginator.page(page).object_list]
        versions = self._versions({entry.key for entry in shown if entry.has_versions})
        return [
            {
                "location": self._address(entry),
                "lastmod": entry.changed,
                "alternates": versions.get(entry.key, []),
            }
            for entry in shown
        ]

    def _versions(self, keys: Iterable[UUID]) -> dict[UUID, list[dict[str, str]]]:
        """Of each key the languages it can be read in, where they are several."""
        found: dict[UUID, list[dict[str, str]]] = {}
        for entry in map(Entry._make, self.items().filter(translation_key__in=keys)):
            version = {"lang_code": entry.language, "location": self._address(entry)}
            found.setdefault(entry.key, []).append(version)
        return {key: versions for key, versions in found.items() if len(versions) > 1}

    def _address(self, entry: Entry) -> str:
        """What `Page.get_full_url` says: each root has one, and all below follow it."""
        above = entry.path[: self._depth]
        length, address = self._roots[above]
        return address + quote(entry.url_path[length:], safe=SAFE)

    @cached_property
    def _depth(self) -> int:
        return len(next(iter(self._roots)))


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
