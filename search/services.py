"""One search for the page and the API, whichever index stands behind it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from search.analysis import clean, query_words
from search.highlight import excerpt, highlight
from search.kinds import DEFAULT_KIND, KINDS, Kind, open_to_all

PER_PAGE = 20
# Nobody turns fifty pages, and Elasticsearch refuses to after 10,000 rows.
MAX_RESULTS = 1000


@dataclass(frozen=True)
class SearchResult:
    """One line: `highlighted` (the title) and `excerpt` are safe HTML with `<mark>`."""

    page: Page
    kind: str
    title: str
    url: str
    highlighted: SafeString
    excerpt: SafeString


@dataclass(frozen=True)
class SearchAnswer:
    """What one search found; `counts` is by kind, `page` holds `SearchResult`s."""

    query: str
    words: list[str]
    kind: str
    counts: dict[str, int]
    page: PageOfRows


def search(
    kind: str, query: str, locale: Locale, *, page: int | str | None = 1
) -> SearchAnswer:
    """Public pages of `kind` in `locale` that hold all words of `query`.

    Never fails over what was typed: a query without words finds nothing, a page
    out of range is the nearest one. Raises `KeyError` for an unknown kind.
    """
    wanted, query = KINDS[kind], clean(query)
    words = query_words(query)
    if words:
        counts, rows = _find(wanted, query, open_to_all(locale), page)
    else:
        counts, rows = dict.fromkeys(KINDS, 0), _page([], 0, page)
    rows.object_list = [_result(wanted, found, words) for found in rows.object_list]
    return SearchAnswer(query, words, kind, counts, rows)


def known_kind(name: str | None) -> str:
    """`name` if there is such a kind, else the default one."""
    return name if name in KINDS else DEFAULT_KIND


def _find(
    kind: Kind, query: str, shown: Q, page: int | str | None
) -> tuple[dict[str, int], PageOfRows]:
    backend = get_search_backend()
    ids = {each.content_type_id: name for name, each in KINDS.items()}
    everything = Page.objects.filter(shown, content_type__in=list(ids))
    found = backend.search(query, everything, order_by_relevance=False).facet(
        "content_type_id"
    )
    counts = {name: found.get(pk, 0) for pk, name in ids.items()}
    results = backend.search(query, kind.pages(shown))
    return counts, _page(results, counts[kind.name], page)


class _CountedPaginator(Paginator):
    """Pages of rows whose number is known already."""

    def __init__(self, rows: Any, total: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


def _page(rows: Any, total: int, number: int | str | None) -> PageOfRows:
    """The asked-for page with its rows fetched."""
    page = _CountedPaginator(rows, min(total, MAX_RESULTS)).get_page(number)
    page.object_list = list(page.object_list)
    return page


def _result(kind: Kind, page: Page, words: list[str]) -> SearchResult:
    return SearchResult(
        page=page,
        kind=kind.name,
        title=page.title,
        url=page.url or "",
        highlighted=highlight(page.title, words),
        excerpt=excerpt(kind.text(page), words),
    )
