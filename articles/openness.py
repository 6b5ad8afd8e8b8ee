"""Who wrote a page, and which of its pictures and documents are for buyers."""

import json
from collections.abc import Collection
from typing import Any

from articles.access import can_read_all
from articles.models import AnthologyPage, ArticlePage, AuthorPage
from images.openness import IsGated, register_mark, register_writers
from images.querysets import register_seller
from images.references import files_in
from images.rights import Namers


def writers_of(page: Any) -> set[int | None]:
    """Users whose files `page` may show: its owner and its author."""
    author = _author_of(page)
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


def _author_of(page: Any) -> Any:
    if isinstance(page, AuthorPage):
        return page
    if isinstance(page, ArticlePage):
        return page.author_page
    parent = page.get_parent() if page.path else None
    return parent.specific if parent is not None else None


def what_is_gated(article: ArticlePage) -> IsGated:
    """Of the body what stands behind the mark, or all of it without one."""
    free = _free_blocks(article)

    def is_gated(path: str) -> bool:
        field, _dot, rest = path.partition(".")
        return field == "body" and rest.partition(".")[0] not in free

    return is_gated


def _free_blocks(article: ArticlePage) -> set[str]:
    before: set[str] = set()
    for block in article.body:
        if block.block_type == "paywall":
            return before
        before.add(str(block.id))
    return set()


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    for model in (AuthorPage, AnthologyPage, ArticlePage):
        register_writers(model, writers_of, namers_of)
    register_mark(ArticlePage, what_is_gated, can_read_all)
    register_seller(ArticlePage.objects.for_sale)
