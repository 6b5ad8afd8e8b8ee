"""Who wrote a page, and which of its pictures and documents are for buyers."""

from typing import Any

from articles.access import can_read_all
from articles.models import AnthologyPage, ArticlePage, AuthorPage
from images.openness import IsGated, register_mark, register_writers
from images.querysets import register_seller


def writers_of(page: Any) -> set[int | None]:
    """Users whose files `page` may show: its owner, author, and who saved it last."""
    people = {page.owner_id}
    if page.latest_revision is not None:
        people.add(page.latest_revision.user_id)
    author = _author_of(page)
    if author is not None:
        people.add(author.user_id)
    if isinstance(page, ArticlePage) and page.pk:
        people |= {link.author.user_id for link in page.co_author_links.all()}
    return people


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
        register_writers(model, writers_of)
    register_mark(ArticlePage, what_is_gated, can_read_all)
    register_seller(ArticlePage.objects.for_sale)
