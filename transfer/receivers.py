"""What follows when an imported article is published."""

from typing import Any

from wagtail.signals import page_published

from articles.models import ArticlePage
from transfer.writing.redirects import lead_old_paths


def article_published(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    if not instance.alias_of_id:
        lead_old_paths(instance)


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    page_published.connect(
        article_published,
        sender=ArticlePage,
        dispatch_uid="transfer.article_published",
    )
