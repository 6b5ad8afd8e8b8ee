"""Lists cut into pages that any address can ask for; what they show by its keys.

Pages are loaded only where a card of one is not kept yet.
"""

from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, NamedTuple, overload

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from core.caching.making import keep_not, note, note_end
from core.caching.together import Together
from images.selectors import attach_pictures

PER_PAGE = 20


def paginate(request: HttpRequest, rows: Any, *, per_page: int = PER_PAGE) -> Page:
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
    """A page of articles by their keys, for cards: see `Entry`."""
    keys = articles.values_list("pk", flat=True)
    page = paginate(request, keys, per_page=per_page)
    page.object_list = article_entries(page.object_list)
    return page


class Entry:
    """One page of a list; with `article_count` where the list counts them.

    What it shows is noted where it is looked at, so that each card has its own tags.
    """

    def __init__(self, pk: int, entries: "Entries") -> None:
        self.pk = pk
        self.entries = entries

    @property
    def article_count(self) -> int | None:
        counted = self.entries.counts.get(self.pk)
        return counted.articles if counted is not None else None

    def page(self, *, is_kept: Callable[["Entry"], bool] | None = None) -> Any:
        """The page as its card needs it, or None where it went meanwhile.

        In the same queries come all others of the list, but those of which `is_kept`
        says that nobody will ask for them.
        """
        note(f"page:{self.pk}")
        others = self.entries.by_key
        page = self.entries.rows.get(
            self.pk, lambda pk: is_kept is not None and is_kept(others[pk])
        )
        if page is not None:
            parts = (getattr(page, name) for name in self.entries.kind.parts)
            for row in (page, *parts):
                if row is not None:
                    note(row.row_tag)
                    note_end(getattr(row, "expire_at", None))
        return page


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` gives pages that readers may open by their keys, each with `parts`."""

    read: Callable[[Collection[int]], Mapping[int, Any]]
    parts: tuple[str, ...]


class Entries(Sequence[Entry]):
    """The pages of one list, in its order, by the keys of those readers may open."""

    def __init__(
        self, pks: Iterable[int], kind: Kind, counts: "Counts | None" = None
    ) -> None:
        self.kind, self.counts = kind, counts or {}
        self.by_key = {pk: Entry(pk, self) for pk in pks}
        self.rows = Together(self.by_key, kind.read)
        self._entries = list(self.by_key.values())

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


def article_entries(pks: Iterable[int]) -> Entries:
    return Entries(pks, Kind(_articles, ("author_page", "anthology", "cover")))


def author_entries(pks: Iterable[int], counts: "Counts | None" = None) -> Entries:
    return Entries(pks, Kind(_authors, ("user", "portrait")), counts)


def topic_entries(pks: Iterable[int], counts: "Counts | None" = None) -> Entries:
    return Entries(pks, Kind(_topics, ("cover",)), counts)


def _articles(pks: Collection[int]) -> dict[int, Any]:
    articles = _open("ArticlePage").for_listing().in_bulk(pks)
    attach_pictures(
        ((article, "cover") for article in articles.values()), "cover", "hero"
    )
    return articles  # type: ignore[no-any-return]


def _authors(pks: Collection[int]) -> dict[int, Any]:
    return _open("AuthorPage").with_faces().in_bulk(pks)  # type: ignore[no-any-return]


def _topics(pks: Collection[int]) -> dict[int, Any]:
    topics = _open("TopicPage").select_related("locale").in_bulk(pks)
    attach_pictures(((topic, "cover") for topic in topics.values()), "spine")
    return topics  # type: ignore[no-any-return]


def _open(model: str) -> Any:
    objects: Any = apps.get_model(f"articles.{model}").objects
    return objects.published()


# How many articles authors and topics have, kept for all: `core.caching.tallies`.
class Counted(NamedTuple):
    """Of one page; sorts those with most articles first, then by title."""

    fewer: int  # the number of articles, negative
    title: str

    @property
    def articles(self) -> int:
        return -self.fewer


# By key of the page.
Counts = Mapping[int, Counted]


def in_order(counts: Counts) -> list[int]:
    """The keys, those with most articles first."""
    return sorted(counts, key=lambda pk: (*counts[pk], pk))


def first(counts: Counts, most: int) -> list[int]:
    """The first keys of `in_order`."""
    return nsmallest(most, counts, key=lambda pk: (*counts[pk], pk))
