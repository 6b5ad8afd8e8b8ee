"""What of a page decides in which public lists it stands."""

from typing import Any

LISTED, UNTIL = 4, 1
# Fields that have to be loaded.
FACTS = {"live", "expire_at", "first_published_at", "show_in_menus", "title"}


def facts_of(page: Any) -> tuple[Any, ...]:
    """Whether and until when readers get it, its place in lists by date; then whether
    it is in menus, and its name.

    The first `LISTED` decide about lists, all of them about signs that point there.
    """
    until = page.expire_at
    return page.live, until, page.first_published_at, page.show_in_menus, page.title
