"""How many articles authors and topics have: kept for all, see `core.caching.tallies`."""

from collections.abc import Mapping
from heapq import nsmallest
from typing import NamedTuple


class Counted(NamedTuple):
    """Of one page; sorts those with most articles first, then by title."""

    fewer: int  # the number of articles, negative
    title: str


# By key of the page.
Counts = Mapping[int, Counted]


def in_order(counts: Counts) -> list[int]:
    """The keys, those with most articles first."""
    return sorted(counts, key=lambda pk: (*counts[pk], pk))


def first(counts: Counts, most: int) -> list[int]:
    """The first keys of `in_order`."""
    return nsmallest(most, counts, key=lambda pk: (*counts[pk], pk))


def numbers(counts: Counts) -> dict[int, int]:
    """The numbers of articles alone."""
    return {pk: -counted.fewer for pk, counted in counts.items()}
