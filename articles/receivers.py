"""What follows from Wagtail's own events. Rules stand in the services."""

from typing import Any

from taggit.models import Tag

from django.apps import apps
from django.db.models import Q
from django.db.models.signals import (
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)

from wagtail.documents import get_document_model
from wagtail.models import Page, Revision
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from accounts.models import User
from articles import tasks
from articles.models import (
    AnthologyPage,
    ArticlePage,
    ArticleTag,
    AuthorPage,
    TopicPage,
)
from articles.selectors import referring_articles
from articles.services import follow_author, offer_to_topics
from articles.services.prices import PRICED, follow_prices, needs_look
from articles.services.topics import sync_topic_editors
from articles.services.tree import follow_move
from articles.tags import give_address
from core.caching.purging import purge
from core.pages.closing import CHUNK, EVERYTHING
from core.pages.settling import pages_settled
from images.models import CustomImage
from images.tasks import prepare_picture_task

# What of an image is seen in a text.
SEEN = {"file", "is_private", "title", "description", "width", "height"} | {
    f"focal_point_{side}" for side in ("x", "y", "width", "height")
}
# What of an account author pages, and the search for them, repeat.
REPEATED = {"username", "nickname", "bio"}
# Which pictures a published page shows, and in which shapes (`images.specs`).
PICTURES: dict[type[Page], tuple[str, list[str]]] = {
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
    if instance.alias_of_id:
        return  # its source is on offer, once
    offer_to_topics(article=instance, user=_offering(instance, kwargs.get("revision")))


def _offering(article: ArticlePage, revision: Revision | None) -> User | None:
    """Who wrote it offers it, whoever has it published; else who wrote this version."""
    author = article.author_page
    if author is not None and author.user is not None:
        return author.user
    return revision.user if revision else None


def render_referrers(targets: Any) -> None:
    """After the commit, render the articles whose text points at `targets`.

    They are looked up at once: what is deleted is forgotten by the index.
    """
    render_later(referring_articles(targets))


def render_later(ids: list[int]) -> None:
    if ids:
        tasks.render_articles_task.delay_on_commit(ids)


def page_came_or_went(sender: Any, instance: Any, **kwargs: Any) -> None:
    render_referrers(Page.objects.filter(pk=instance.pk))


def image_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    # A new image is shown nowhere yet, and not every field is seen.
    changed = kwargs.get("update_fields")
    if not kwargs.get("created") and (changed is None or SEEN & set(changed)):
        render_referrers(CustomImage.objects.filter(pk=instance.pk))


def document_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    # Its address holds the name of its file.
    if not kwargs.get("created"):
        render_referrers(sender.objects.filter(pk=instance.pk))


def pages_opened_or_closed(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    """Links lead only to what readers may open."""
    for start in range(0, len(page_ids), CHUNK):
        some = page_ids[start : start + CHUNK]
        render_referrers(Page.objects.filter(pk__in=some))


def tag_changed(sender: Any, instance: Tag, **kwargs: Any) -> None:
    if kwargs.get("created"):
        return
    tagged = ArticleTag.objects.filter(tag=instance)
    render_later(list(tagged.values_list("content_object_id", flat=True)))


def render_own_pictures(pages: Any) -> None:
    """After the commit, render those of `pages` that show private pictures.

    Whose they may be depends on the author.
    """
    render_later(referring_articles(CustomImage.objects.filter(is_private=True), pages))


def anthology_published(sender: Any, instance: AnthologyPage, **kwargs: Any) -> None:
    # What may be indexed depends on the price of the whole.
    tasks.index_anthology_task.delay_on_commit(instance.pk)


def tag_is_new(sender: Any, instance: Any, **kwargs: Any) -> None:
    if instance._state.adding:
        give_address(instance)


def price_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A price was saved, a copy made, made independent or moved."""
    only = kwargs.get("update_fields")
    if kwargs.get("raw") or (
        only is not None and not {"price", "alias_of_id"} & set(only)
    ):
        return
    if isinstance(instance, PRICED) and needs_look(instance):
        let_prices_follow(Q(path__startswith=instance.path))


def let_prices_follow(pages: Q) -> None:
    if changed := follow_prices(pages=pages):
        purge(*(f"page:{key}" for key in changed), "pages", gone=True)
        tasks.index_pages_task.delay_on_commit(changed)


def database_migrated(sender: Any, apps: Any, **kwargs: Any) -> None:
    """What was made from sold texts before prices followed them."""
    model = apps.all_models["articles"].get("articlepage")
    if model is not None and hasattr(model, "source_price"):
        let_prices_follow(EVERYTHING)


def page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Copies of what is gone stand on their own, and cost what they did."""
    if copies := getattr(instance, "former_copies", None):
        let_prices_follow(Q(pk__in=copies))


def author_published(sender: Any, instance: AuthorPage, **kwargs: Any) -> None:
    follow_author(author=instance)
    render_own_pictures(ArticlePage.objects.descendant_of(instance))


def account_changed(sender: Any, instance: User, **kwargs: Any) -> None:
    """What author pages repeat of an account follows after the commit."""
    only = kwargs.get("update_fields")
    if kwargs.get("created") or kwargs.get("raw"):
        return
    if only is not None and not REPEATED & set(only):
        return
    if AuthorPage.objects.filter(user_id=instance.pk).exists():
        tasks.follow_account_task.delay_on_commit(instance.pk)


def topic_came_or_went(sender: Any, instance: TopicPage, **kwargs: Any) -> None:
    sync_topic_editors()


def page_moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    follow_move(page=instance)
    page = Page.objects.get(pk=instance.pk)
    let_prices_follow(Q(path__startswith=page.path))
    below = Page.objects.descendant_of(page, inclusive=True)
    render_referrers(below)
    render_own_pictures(below)


def slug_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    render_referrers(Page.objects.descendant_of(instance, inclusive=True))


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    articles = apps.get_app_config("articles")
    wires: tuple[tuple[Any, Any, Any], ...] = (
        (pre_save, tag_is_new, Tag),
        (post_save, tag_changed, Tag),
        (pre_delete, tag_changed, Tag),
        (post_save, document_changed, get_document_model()),
        (pre_delete, document_changed, get_document_model()),
        (pages_settled, pages_opened_or_closed, None),
        (post_migrate, database_migrated, articles),
        (page_published, prepare_pictures, None),
        (page_published, article_published, ArticlePage),
        (page_published, anthology_published, AnthologyPage),
        (page_published, author_published, AuthorPage),
        (post_save, account_changed, User),
        (page_published, topic_came_or_went, TopicPage),
        (page_unpublished, topic_came_or_went, TopicPage),
        # Deletion unpublishes too, but before the row is gone.
        (post_delete, topic_came_or_went, TopicPage),
        (page_published, page_came_or_went, None),
        (page_unpublished, page_came_or_went, None),
        *((post_save, price_changed, model) for model in PRICED),
        (post_delete, page_deleted, Page),
        (post_save, image_changed, CustomImage),
        (pre_delete, image_changed, CustomImage),
        (post_page_move, page_moved, None),
        (page_slug_changed, slug_changed, None),
    )
    for signal, receiver, sender in wires:
        signal.connect(
            receiver, sender=sender, dispatch_uid=f"articles.{receiver.__name__}"
        )
