"""Who wrote a page, and who put which file into it."""

import json
from collections.abc import Collection
from typing import Any

from images.references import files_in
from images.rights import Namers


def writers_of(page: Any) -> set[int | None]:
    """Users whose files `page` may show: its owner and its author."""
    author = page.written_by
    return {page.owner_id} | ({author.user_id} if author is not None else set())


def namers_of(page: Any) -> Namers:
    """Who first named a file in a version of `page`: an editor's right to all pictures
    is for those they put in, not for numbers they found in a text they mended."""

    def named(model: Any, ids: Collection[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        if page.pk is None:
            return found
        versions = page.revisions.order_by("created_at", "pk")
        for user, content in versions.values_list("user_id", "content").iterator():
            raw = json.dumps(content)
            maybe = {pk for pk in set(ids) - found.keys() if str(pk) in raw}
            if maybe and user is not None:
                there = files_in(page.with_content_json(content)).get(model, {})
                found |= dict.fromkeys(maybe & there.keys(), user)
        return found

    return named
