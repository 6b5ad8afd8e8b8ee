"""The numbers of a list that is cut into pages."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()
# Pages shown beside the one that is open, and at both ends.
BESIDE, AT_ENDS = 2, 1


@register.filter
def numbers(page: Page) -> Iterator[str | int]:
    """The numbers near this page and at the ends, however many there are between."""
    return page.paginator.get_elided_page_range(
        page.number, on_each_side=BESIDE, on_ends=AT_ENDS
    )
