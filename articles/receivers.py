"""What follows from Wagtail's own events. Rules stand in the services."""

from typing import Any

from taggit.models import Tag

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from articles import tasks
from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage
from articles.selectors import referring_articles
from articles.services import follow_author, offer_to_topics
from articles.services.topics import sync_topic_editors
from articles.services.tree import follow_move
from articles.tags import give_address
from images.models import CustomImage
from images.tasks import prepare_picture_task

# Which pictures a published page shows, and in which shapes (`images.specs`).
PICTURES: dict[type, tuple[str, list[str]]] = {
    ArticlePage: ("cover_id", ["cover", "hero"]),
    AnthologyPage: ("cover_id", ["spine", "hero"]),
    TopicPage: ("cover_id", ["spine", "hero"]),
    AuthorPage: ("portrait_id", ["avatar", "hero"]),
}


def prepare_pictures(sender: Any, instance: Any, **kwargs: Any) -> None:
    field, shapes = PICTURES.get(sender, ("", []))
    if field and (image_id := getattr(instance, field)):
        prepare_picture_task.delay_on_commit(image_id, shapes)


def article_published(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    revision = kwargs.get("revision")
    offer_to_topics(article=instance, user=revision.user if revision else None)


def render_referrers(targets: Any) -> None:
    """After the commit, render the articles whose text points at `targets`.

    They are looked up at once: what is deleted is forgotten by the index.
    """
    if ids := referring_articles(targets):
        tasks.render_articles_task.delay_on_commit(ids)


def page_came_or_went(sender: Any, instance: Any, **kwargs: Any) -> None:
    render_referrers(Page.objects.filter(pk=instance.pk))


def image_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    # A new image is shown nowhere yet, and a few fields change no picture.
    if not kwargs.get("created") and kwargs.get("update_fields") is None:
        render_referrers(CustomImage.objects.filter(pk=instance.pk))


def anthology_published(sender: Any, instance: AnthologyPage, **kwargs: Any) -> None:
    # What may be indexed depends on the price of the whole.
    tasks.index_anthology_task.delay_on_commit(instance.pk)


def tag_is_new(sender: Any, instance: Tag, **kwargs: Any) -> None:
    if instance._state.adding:
        give_address(instance)


def author_published(sender: Any, instance: AuthorPage, **kwargs: Any) -> None:
    follow_author(author=instance)


def topic_came_or_went(sender: Any, instance: TopicPage, **kwargs: Any) -> None:
    sync_topic_editors()


def page_moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    follow_move(page=instance)
    render_referrers(Page.objects.descendant_of(instance, inclusive=True))


def slug_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    render_referrers(Page.objects.descendant_of(instance, inclusive=True))


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    for signal, receiver, sender in (
        (pre_save, tag_is_new, Tag),
        (page_published, prepare_pictures, None),
        (page_published, article_published, ArticlePage),
        (page_published, anthology_published, AnthologyPage),
        (page_published, author_published, AuthorPage),
        (page_published, topic_came_or_went, TopicPage),
        (page_unpublished, topic_came_or_went, TopicPage),
        # Deletion unpublishes too, but before the row is gone.
        (post_delete, topic_came_or_went, TopicPage),
        (page_published, page_came_or_went, None),
        (page_unpublished, page_came_or_went, None),
        (post_save, image_changed, CustomImage),
        (pre_delete, image_changed, CustomImage),
        (post_page_move, page_moved, None),
        (page_slug_changed, slug_changed, None),
    ):
        signal.connect(
            receiver, sender=sender, dispatch_uid=f"articles.{receiver.__name__}"
        )
