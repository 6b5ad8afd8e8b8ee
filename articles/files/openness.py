"""Which pictures and documents of a page are for buyers."""

from articles.access import can_read_all
from articles.files.writers import namers_of, writers_of
from articles.models import AnthologyPage, ArticlePage, AuthorPage
from images.declared import MARKS, WRITERS, IsGated, Mark, Writers
from images.querysets import SELLERS


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
        WRITERS.register(model, Writers(writers_of, namers_of))
    MARKS.register(ArticlePage, Mark(what_is_gated, can_read_all))
    SELLERS.register("articles", ArticlePage.objects.for_sale)
