"""Deleting many at once, where some may lie below others of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page

from accounts.models import User


class DeleteAction(DeleteBulkAction):
    """In the place of Wagtail's, which deletes once more what went with its parent."""

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], user: User | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        return super().execute_action([*outermost(objects)], user=user, **kwargs)


def outermost(pages: Iterable[Page]) -> Iterator[Page]:
    """Those of `pages` that lie below none of the others."""
    above = " "
    for page in sorted(pages, key=lambda page: page.path):
        if not page.path.startswith(above):
            above = page.path
            yield page
