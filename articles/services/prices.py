"""What is made from a sold text is sold too: prices follow the source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from wagtail.models import Page, Revision

from articles.models import AnthologyPage, ArticlePage
from core.pages.closing import Row, Stand, look_at

PRICED = (ArticlePage, AnthologyPage)


class Price(NamedTuple):
    own: int
    source: int


@dataclass(slots=True)
class Prices:
    """What the pages of a `Stand` cost, each asked after its sources and its book."""

    stand: Stand
    known: dict[int, Price]
    _asked: dict[int, int] = field(default_factory=dict)

    def asking(self, row: Row) -> int:
        """What a reader of `row` pays: its price, its source's, its book's."""
        if row.pk not in self.known:
            return 0
        if row.pk not in self._asked:
            self._asked[row.pk] = 0  # ends a circle of aliases
            above = self.stand.by_path.get(row.path[: -Page.steplen])
            in_book = self.asking(above) if above else 0
            own = self.known[row.pk].own or self.of_source(row)
            self._asked[row.pk] = own or in_book
        return self._asked[row.pk]

    def of_source(self, row: Row) -> int:
        return max(
            (self.asking(source) for source in self.stand.sources(row)), default=0
        )


@transaction.atomic
def follow_prices(*, pages: Q) -> list[int]:
    """Let `pages` and what was made from them cost what their sources cost.

    A price that was set stays. What has lost its source keeps the source's price as
    its own. Repeatable; the keys of the pages changed.
    """
    stand = look_at(pages)
    prices = Prices(stand, _load(stand.rows))
    changed = []
    for pk, price in prices.known.items():
        row = stand.rows[pk]
        if not any(stand.sources(row)):
            if price.source:
                _make_own(pk, price)
                changed.append(pk)
        elif (now := prices.of_source(row)) != price.source:
            _update(pk, source_price=now or None)
            changed.append(pk)
    return changed


def _load(keys: Iterable[int]) -> dict[int, Price]:
    rows: dict[int, Price] = {}
    for model in PRICED:
        found = model.objects.filter(pk__in=list(keys))
        for pk, own, source in found.values_list("pk", "price", "source_price"):
            rows[pk] = Price(own, source or 0)
    return rows


def _update(pk: int, **values: int | None) -> None:
    for model in PRICED:
        model.objects.filter(pk=pk).update(**values)


def _make_own(pk: int, price: Price) -> None:
    """The source's price becomes the page's, in its newest draft too."""
    own = price.own or price.source
    _update(pk, price=own, source_price=None)
    latest = Page.objects.filter(pk=pk).values("latest_revision_id")
    draft = Revision.objects.filter(pk__in=latest).first()
    if draft is not None and not draft.content.get("price"):
        draft.content["price"] = own
        draft.save(update_fields=["content"])


def needs_look(page: Any) -> bool:
    """Whether `page` is a copy, or has copies, or stands above some."""
    if page.alias_of_id or page.source_price:
        return True
    copies = Q(translation_key=page.translation_key) & ~Q(pk=page.pk)
    copies |= Q(alias_of=page.pk)
    if isinstance(page, AnthologyPage):
        below = Page.objects.filter(path__startswith=page.path, depth__gt=page.depth)
        copies |= Q(alias_of__in=below.values("pk"))
        copies |= Q(translation_key__in=below.values("translation_key")) & ~Q(
            path__startswith=page.path
        )
    return Page.objects.filter(copies).exists()
