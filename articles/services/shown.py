"""Which kept answers a change of tags, submissions, co-authors or renderings makes old."""

from collections.abc import Iterable
from typing import Any

from taggit.models import Tag

from django.apps import apps
from django.db.models.signals import post_delete, post_save

from articles.models import ArticlePage, ArticleTag, CoAuthor, Submission, TopicPage
from articles.models.submission import topic_tags
from core.caching.purging import purge
from core.pages.shown import MANY, purge_pages


def tagging_changed(sender: type, instance: ArticleTag, **kwargs: Any) -> None:
    """An article got a tag or lost one; renamed tags come by `tag_changed`."""
    is_over = "created" not in kwargs
    if (kwargs.get("created") or is_over) and _is_live(instance.content_object_id):
        purge(f"tag:{instance.tag_id}", "tags")


def tag_changed(sender: type, instance: Tag, **kwargs: Any) -> None:
    if not kwargs.get("created"):
        purge(f"tag:{instance.pk}", "tags")


def submission_changed(sender: type, instance: Submission, **kwargs: Any) -> None:
    """A topic took an article in, or let it go; other states nobody sees."""
    accepted = Submission.State.ACCEPTED
    is_new_and_open = kwargs.get("created") and instance.state != accepted
    if kwargs.get("raw") or is_new_and_open or not _is_live(instance.article_id):
        return
    topic = TopicPage.objects.filter(pk=instance.topic_id).values_list("path").first()
    if topic is not None:
        purge(*topic_tags(topic), f"taken:{instance.article_id}", "pages")


def co_author_changed(sender: type, instance: CoAuthor, **kwargs: Any) -> None:
    is_over = "created" not in kwargs
    if (kwargs.get("created") or is_over) and _is_live(instance.article_id):
        # Lists of authors count what was written together, too.
        purge_pages([instance.author_id])


def texts_rendered(pages: Iterable[int]) -> None:
    """The stored text of these pages is another one."""
    keys = list(pages)
    books = ArticlePage.objects.filter(pk__in=keys).values_list("anthology_id")
    purge(*{f"words:{book}" for (book,) in books})
    for start in range(0, len(keys), MANY):
        purge(*(f"page:{key}" for key in keys[start : start + MANY]), "pages")


def _is_live(article_id: int | None) -> bool:
    return ArticlePage.objects.filter(pk=article_id, live=True).exists()


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    name = apps.get_app_config("articles").name
    for receiver, sender in (
        (tagging_changed, ArticleTag),
        (tag_changed, Tag),
        (submission_changed, Submission),
        (co_author_changed, CoAuthor),
    ):
        for signal in (post_save, post_delete):
            uid = f"{name}.shown.{receiver.__name__}"
            signal.connect(receiver, sender, dispatch_uid=uid)
