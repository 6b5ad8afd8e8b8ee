"""What opens or closes pages without touching them."""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.signals import (
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)

from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move, pre_page_move

from core.pages.addresses import refuse_reserved
from core.pages.settling import settle, settle_now_and_then

# Saving any of these, or all fields, may open or close copies of the page.
TELLING = {"live", "alias_of", "alias_of_id", "translation_key", "path"}


def page_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    only = kwargs.get("update_fields")
    if not isinstance(instance, Page) or kwargs.get("raw"):
        return
    if only and "alias_of_id" in only and instance.alias_of_id is None:
        _stay_closed(instance)
    if only is None or TELLING & set(only):
        settle_now_and_then(Q(pk=instance.pk))


def _stay_closed(page: Page) -> None:
    """What was closed with its source does not open by becoming a page of its own."""
    if (
        page.live
        and Page.objects.filter(pk=page.pk, closed_page__isnull=False).exists()
    ):
        page.unpublish()


def page_goes(sender: type, instance: Page, **kwargs: Any) -> None:
    """What was closed with a page does not open because the page is deleted.

    It becomes a draft: somebody has to publish it.
    """
    copies = Q(translation_key=instance.translation_key, pk__gt=instance.pk)
    copies |= Q(alias_of=instance.pk)
    closed = Page.objects.filter(copies, live=True, closed_page__isnull=False)
    for copy in closed.specific():
        copy.unpublish()
    former = Page.objects.filter(copies).values_list("pk", flat=True)
    instance.former_copies = list(former)


def page_gone(sender: type, instance: Page, **kwargs: Any) -> None:
    if copies := getattr(instance, "former_copies", None):
        settle_now_and_then(Q(pk__in=copies))


def page_about_to_move(sender: type, instance: Page, **kwargs: Any) -> None:
    """The last guard; the admin asks before (`home.wagtail_hooks`)."""
    refuse_reserved(instance.slug, kwargs["parent_page_after"])


def page_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    before, after = kwargs["parent_page_before"], kwargs["parent_page_after"]
    if before != after:
        path = Page.objects.values_list("path", flat=True).get(pk=instance.pk)
        settle_now_and_then(Q(path__startswith=path))


def restriction_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    if kwargs.get("raw"):
        return
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True)
    if below := path.first():
        settle_now_and_then(Q(path__startswith=below))


def database_migrated(sender: Any, apps: Any, **kwargs: Any) -> None:
    """Fill the table once it is there, and mend what was changed past the signals."""
    if "closedpage" in apps.all_models["core"]:
        settle()


def alias_about_to_be_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """An alias is out while its source is, and never in another language.

    Wagtail makes aliases of live pages live and publishes them together with what
    is only scheduled; wagtail-localize fills the trees of other languages with them.
    """
    if not isinstance(instance, Page) or not instance.alias_of_id or not instance.live:
        return
    source = instance.alias_of
    if not source.live or source.locale_id != instance.locale_id:
        instance.live, instance.has_unpublished_changes = False, True


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    core = apps.get_app_config("core")
    for signal, receiver, sender in (
        (post_migrate, database_migrated, core),
        (post_save, page_saved, None),
        (pre_delete, page_goes, Page),
        (post_delete, page_gone, Page),
        (pre_page_move, page_about_to_move, None),
        (post_page_move, page_moved, None),
        (pre_save, alias_about_to_be_saved, None),
        (post_save, restriction_changed, PageViewRestriction),
        (post_delete, restriction_changed, PageViewRestriction),
    ):
        signal.connect(receiver, sender, dispatch_uid=f"core.{receiver.__name__}")
