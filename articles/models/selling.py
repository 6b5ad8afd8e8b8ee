"""What is for sale, at which price, and what of it anybody may read."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from articles.rendering.rendered import RenderedArticle, html_of
from texts import begins_with

if TYPE_CHECKING:
    from articles.models.anthology import AnthologyPage

MAX_PRICE = 1_000_000  # fen


def priced(prefix: str = "") -> Q:
    """What has a price of its own or its source's, through the relation `prefix`."""
    own, source = f"{prefix}price__gt", f"{prefix}source_price__gt"
    return Q(**{own: 0}) | Q(**{source: 0})


def for_sale() -> Q:
    """The rule of `SoldText.is_for_sale`, inside a query of articles."""
    return priced() | priced("anthology__")


class Priced:
    """A page that has a price."""

    price: int
    source_price: int | None

    @property
    def own_price(self) -> int:
        """What the page itself costs, in fen: its own price, else its source's."""
        return self.price or self.source_price or 0


class SoldText(Priced):
    """A text that may be sold, alone or as part of a book; `rendered` is all of it."""

    if TYPE_CHECKING:
        anthology: AnthologyPage | None

        @property
        def rendered(self) -> RenderedArticle: ...

        rendering: Any
        summary: str

    @property
    def asking_price(self) -> int:
        """What reading on costs, in fen: the article's price, else its anthology's."""
        if self.own_price or self.anthology is None:
            return self.own_price
        return self.anthology.own_price

    @property
    def is_for_sale(self) -> bool:
        """Whether the part behind the mark must be bought, alone or as a book."""
        return self.asking_price > 0

    @property
    def is_gated(self) -> bool:
        """Whether there is anything in the text that must be bought."""
        return bool(self.rendered.paid_blocks(for_sale=self.is_for_sale))

    @property
    def words_for_sale(self) -> int:
        """How many words must be bought: those behind the mark, or all without one."""
        if not self.is_for_sale:
            return 0
        rendered = self.rendered
        return int(rendered.gated_words if rendered.has_mark else rendered.words)

    @property
    def open_blocks(self) -> list[dict[str, str]]:
        return self.rendered.open_blocks(for_sale=self.is_for_sale)

    @property
    def open_html(self) -> str:
        return html_of(self.open_blocks)

    @property
    def open_headings(self) -> list[dict[str, Any]]:
        """The table of contents anyone may see."""
        return self.rendered.open_headings(for_sale=self.is_for_sale)

    @property
    def paid_html(self) -> str:
        """What only a buyer may read: `articles.access` says who is one."""
        return html_of(self.rendered.paid_blocks(for_sale=self.is_for_sale))

    @property
    def paid_headings(self) -> list[dict[str, Any]]:
        shown = self.open_headings
        return [heading for heading in self.rendered.headings if heading not in shown]

    @property
    def lead(self) -> str:
        """The written summary, or the one cut from the open text."""
        return self.summary or self.rendered.open_summary(for_sale=self.is_for_sale)

    @property
    def standfirst(self) -> str:
        """The written summary, unless the text before the reader begins with it."""
        opening = self.rendered.open_text(for_sale=self.is_for_sale)
        return "" if begins_with(opening, self.summary) else self.summary

    @property
    def card_lead(self) -> str:
        """The lead for a card in a list: reads only what `for_listing()` loads."""
        if self.summary:
            return self.summary
        shown = self.rendering.has_mark or not self.is_for_sale
        return self.rendering.summary if shown else ""
