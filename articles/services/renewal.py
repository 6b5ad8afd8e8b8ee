"""Rendering anew what is stored: after a new renderer, or on request."""

from collections.abc import Callable, Iterator
from typing import Any

import structlog

from django.db.models import Q

from articles.models import ArticlePage, ArticleRendering
from articles.rendering.render import VERSION
from articles.services.shown import texts_rendered
from core.registry import Registry

log = structlog.get_logger(__name__)

BATCH = 50
# Other apps store texts too; each says here how all of its own are rendered.
OTHER_TEXTS: Registry[str, Callable[[], None]] = Registry("stored texts")


def due_articles() -> Any:
    """The live articles whose rendering is of another version, or missing."""
    other = ~Q(rendering__version__in=(VERSION, -VERSION))
    missing = Q(rendering__isnull=True)
    return ArticlePage.objects.live().filter(missing | other).order_by("pk")


def ask_for_all() -> bool:
    """Let all live articles be due, unless a run that was broken off left some.

    True when a new run begins.
    """
    renderings = ArticleRendering.objects.filter(page__live=True)
    if renderings.filter(version=0).exists():
        return False
    first = last = 0
    while keys := list(
        renderings.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:500]
    ):
        first, last = keys[0], keys[-1]
        renderings.filter(pk__gte=first, pk__lte=last).update(version=0)
    return True


def render_due(limit: int | None = None) -> Iterator[tuple[int, bool]]:
    """Render what is due, at most `limit`; each article's key and whether it went.

    One that fails is logged, left as it is, and not tried again with this version.
    """
    done = last = 0
    while limit is None or done < limit:
        size = BATCH if limit is None else min(BATCH, limit - done)
        batch = list(due_articles().filter(pk__gt=last)[:size])
        if not batch:
            return
        for article in batch:
            yield article.pk, _render(article)
        texts_rendered(article.pk for article in batch)
        done, last = done + len(batch), batch[-1].pk


def _render(article: ArticlePage) -> bool:
    try:
        ArticleRendering.objects.renew(article, force=True)
    except Exception:
        log.exception("rendering_failed", article=article.pk)
        ArticleRendering.objects.filter(pk=article.pk).update(version=-VERSION)
        return False
    return True
