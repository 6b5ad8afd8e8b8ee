"""Which pages are closed to the public by more than their own `live` flag.

A page is closed

- by a view restriction on itself or on a page above it,
- with its source, where it is an alias or a translation: by the restrictions on
  the source and above it, and while the source is not out itself.

The same is true of every page above, as far as restrictions go. See
docs/adr/0010-closed-pages.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

STEP = Page.steplen
CHUNK = 500
EVERYTHING = Q()


class Row(NamedTuple):
    """What of a page counts here."""

    pk: int
    path: str
    alias_of_id: int | None
    key: UUID
    live: bool
    first_published_at: Any
    numchild: int

    @property
    def lines(self) -> list[str]:
        """The paths of the pages above, the nearest first."""
        ends = range(len(self.path) - STEP, 0, -STEP)
        return [self.path[:end] for end in ends]


FIELDS = (
    *("pk", "path", "alias_of_id", "translation_key"),
    *("live", "first_published_at", "numchild"),
)


@dataclass(slots=True)
class Stand:
    """Pages together with all they stand on; asked page by page."""

    rows: dict[int, Row] = field(default_factory=dict)
    restricted: set[int] = field(default_factory=set)
    by_path: dict[str, Row] = field(default_factory=dict)
    by_key: dict[UUID, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _locks: dict[int, set[int]] = field(default_factory=dict)
    _absent: dict[int, bool] = field(default_factory=dict)

    def add(self, rows: Iterable[Row]) -> list[Row]:
        """Take in those of `rows` that are new, and return them."""
        new = [row for row in rows if row.pk not in self.rows]
        for row in new:
            self.rows[row.pk] = self.by_path[row.path] = row
            self.by_key[row.key].append(row)
        return new

    def sources(self, row: Row) -> Iterator[Row]:
        """What `row` was made from: an alias's original, older translations."""
        if row.alias_of_id in self.rows:
            yield self.rows[row.alias_of_id]
        yield from (other for other in self.by_key[row.key] if other.pk < row.pk)

    def locks(self, row: Row) -> set[int]:
        """Keys of the restricted pages whose restrictions hold for `row`."""
        if row.pk not in self._locks:
            self._locks[row.pk] = set()  # ends a circle of aliases
            found = {row.pk} & self.restricted
            above = self.by_path.get(row.path[:-STEP])
            for other in (*self.sources(row), *([above] if above else [])):
                found |= self.locks(other)
            self._locks[row.pk] = found
        return self._locks[row.pk]

    def is_absent(self, row: Row) -> bool:
        """Whether a source of `row` is not out, so that `row` must not be either.

        An alias has no text of its own. A translation has: it goes when its source
        was taken back, and may come before the source ever was out.
        """
        if row.pk not in self._absent:
            self._absent[row.pk] = False
            self._absent[row.pk] = any(
                self.is_absent(source) or self._holds_back(source, row)
                for source in self.sources(row)
            )
        return self._absent[row.pk]

    def _holds_back(self, source: Row, row: Row) -> bool:
        was_out = source.first_published_at is not None
        return not source.live and (was_out or source.pk == row.alias_of_id)

    def closed(self) -> set[int]:
        rows = self.rows.values()
        return {row.pk for row in rows if self.locks(row) or self.is_absent(row)}


def look_at(pages: Q) -> Stand:
    """`pages`, all their copies, and all that any of them stands on."""
    stand = Stand()
    wanted = [[pages]]
    while wanted:
        new = stand.add([row for asked in wanted for row in _read(asked)])
        wanted = [] if pages == EVERYTHING else _next(stand, new)
    owners = PageViewRestriction.objects.values_list("page_id", flat=True)
    stand.restricted.update(owners)
    return stand


def _read(asked: list[Q]) -> Iterator[Row]:
    # A union, because each part has an index and `OR` makes databases pass it by.
    first, *others = (
        Page.objects.filter(each).order_by().values_list(*FIELDS) for each in asked
    )
    for values in first.union(*others) if others else first:
        yield Row(*values)


def _next(stand: Stand, new: list[Row]) -> list[list[Q]]:
    """What must be read after `new`: what is above, sources and copies."""
    asked = []
    for start in range(0, len(new), CHUNK):
        rows = new[start : start + CHUNK]
        above = {path for row in rows for path in row.lines} - stand.by_path.keys()
        sources = {row.alias_of_id for row in rows} - stand.rows.keys() - {None}
        around = [
            Q(alias_of__in=[row.pk for row in rows]),
            Q(translation_key__in={row.key for row in rows}),
        ]
        around += [Q(path__in=above)] if above else []
        asked.append(around + ([Q(pk__in=sources)] if sources else []))
    return asked


def is_absent(page: Page) -> bool:
    """Whether `page` must not be shown to anybody: past its end, or its source gone."""
    if page.expire_at is not None and page.expire_at <= timezone.now():
        return True
    stand = look_at(Q(pk=page.pk))
    return page.pk in stand.rows and stand.is_absent(stand.rows[page.pk])


def restrictions_on(page: Page) -> QuerySet:
    """The view restrictions a reader of `page` has to pass.

    A copy's own one that is but a copy of its source's is left out: nobody types a
    password twice.
    """
    stand = look_at(Q(pk=page.pk))
    locks = stand.locks(stand.rows[page.pk]) if page.pk in stand.rows else set()
    kept: dict[Any, int] = {}
    for found in PageViewRestriction.objects.filter(page_id__in=locks).order_by("page"):
        shared = found.restriction_type == PageViewRestriction.PASSWORD
        kept.setdefault(found.password if shared else found, found.pk)
    return PageViewRestriction.objects.filter(pk__in=kept.values())
