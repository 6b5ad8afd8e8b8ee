"""Lists cut into pages that any address can ask for; articles by their keys.

Articles are loaded only where a card of one is not kept yet.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, overload

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from core.caching.making import keep_not, note, note_end
from core.caching.together import Together
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
    """A page of articles by their keys, for cards: see `Entries`."""
    keys = articles.values_list("pk", flat=True)
    page = paginate(request, keys, per_page=per_page)
    page.object_list = Entries(page.object_list)
    return page


class Entry:
    """One article of a list.

    What it shows is noted where it is looked at, so that each card has its own tags.
    """

    def __init__(self, pk: int, entries: "Entries") -> None:
        self.pk = pk
        self.entries = entries

    def article(self, *, is_kept: Callable[[int], bool] | None = None) -> Any:
        """The `ArticlePage` with its cover, or None where it went meanwhile.

        In the same queries come all others of the list, but those of whose keys
        `is_kept` says that nobody will ask for them.
        """
        note(f"page:{self.pk}")
        article = self.entries.rows.get(self.pk, is_kept or (lambda pk: False))
        if article is not None:
            for row in (article, article.author_page, article.anthology, article.cover):
                if row is not None:
                    note(row.row_tag)
                    note_end(getattr(row, "expire_at", None))
        return article


class Entries(Sequence[Entry]):
    """The articles of one list, in its order; `pks` are those that readers may open."""

    def __init__(self, pks: Iterable[int]) -> None:
        self._entries = [Entry(pk, self) for pk in pks]
        self.rows = Together((entry.pk for entry in self), _articles)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        return self._entries[index]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)


def _articles(pks: Collection[int]) -> dict[int, Any]:
    articles = apps.get_model("articles.ArticlePage").objects
    found = articles.published().for_listing().in_bulk(pks)
    attach_pictures(((article, "cover") for article in found.values()), "cover", "hero")
    return found
