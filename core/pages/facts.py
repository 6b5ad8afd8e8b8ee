"""What of a page decides in which public lists it stands."""

from typing import Any


def facts_of(page: Any) -> tuple[Any, ...]:
    """Whether readers get it, its place in lists by date, whether it is in menus; name.

    The first three decide about lists, all of them about signs that point there.
    """
    return page.live, page.first_published_at, page.show_in_menus, page.title
