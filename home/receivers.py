"""Plain pages follow what their text points at, as articles do."""

from typing import Any

from celery.signals import task_postrun

from django.db.models.signals import post_delete, post_save

from articles.services.renewal import OTHER_TEXTS
from articles.tasks import render_articles_task
from core.caching.purging import purge
from home.models import FooterLink, SiteSettings, SocialAccount, StandardPage


def render_standard_pages(
    sender: Any, args: tuple[Any, ...], kwargs: dict[str, Any], **more: Any
) -> None:
    """Render the plain pages among those whose target moved, changed or went.

    `articles` looks up every page that points there and hands all their ids to its
    task, which leaves ours alone: looking them up again would cost each publishing
    a query.
    """
    ids = kwargs["ids"] if "ids" in kwargs else args[0]
    for page in StandardPage.objects.filter(pk__in=ids).select_related("locale"):
        page.store_rendering()


def render_all_standard_pages() -> None:
    """Render all plain pages; they are few."""
    for page in StandardPage.objects.select_related("locale").iterator():
        page.store_rendering()


def frame_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Head and foot stand on every page."""
    if not kwargs.get("raw"):
        purge("site")


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    for sender in (SiteSettings, FooterLink, SocialAccount):
        for signal in (post_save, post_delete):
            uid = "home.frame_changed"
            signal.connect(frame_changed, sender, dispatch_uid=uid)
    OTHER_TEXTS.register("plain pages", render_all_standard_pages)
    task_postrun.connect(
        render_standard_pages,
        sender=render_articles_task,
        dispatch_uid="home.render_standard_pages",
        weak=False,
    )
