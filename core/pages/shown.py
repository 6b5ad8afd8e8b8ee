"""What public pages show of the tree, and which of them a changed page makes old.

Tags: `page:<key>` a page itself, wherever it is shown; `sign:<key>` that it is there,
and its name, in menus and above pages; `below:<key>` the list of what stands below a
page; `key:<uuid>` the versions of a page in all languages; `pages` any list of pages
of any kind; `site` and `frame:<language>` the frame around every page; `absent` that
nothing is there.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_slug_changed, post_page_move

from core.caching.making import EVERYTHING
from core.caching.purging import purge
from core.pages.addresses import HOME_DEPTH, keys_at, paths_above
from core.pages.ending import ENDS
from core.pages.facts import LISTED, UNTIL, facts_of
from core.pages.settling import pages_settled

# Fields of drafts: readers see nothing of them.
UNSEEN = {
    *("draft_title", "has_unpublished_changes", "latest_revision"),
    *("latest_revision_created_at", "locked", "locked_at", "locked_by", "go_live_at"),
}
# Above this number of pages that changed their place, all is made anew.
MANY = 300


def lists_of(page: Any) -> set[str]:
    """The lists that `page` stands in, or would if it were published.

    Its kind adds more: `BasePage.listed_in`.
    """
    whole = page if hasattr(page, "listed_in") else page.specific
    more = whole.listed_in() if hasattr(whole, "listed_in") else set()
    return places_of(page) | below_all(page) | more


def places_of(page: Page) -> set[str]:
    """Where its address is given, or that there is none."""
    places = {f"key:{page.translation_key}", f"sign:{page.pk}", "pages", "absent"}
    return places | frame_of(page)


def frame_of(page: Page) -> set[str]:
    """The frame around all pages, where it shows this one as soon as it is out."""
    if page.depth == HOME_DEPTH:
        return {"site"}
    in_frame = getattr(page.specific_class, "in_frame", False)
    return {f"frame:{page.locale_id}"} if page.show_in_menus or in_frame else set()


def below_all(page: Page) -> set[str]:
    return {f"below:{key}" for key in keys_at(paths_above(page))}


def page_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page changed for readers: it came, went, or reads otherwise."""
    only = kwargs.get("update_fields")
    if not isinstance(instance, Page) or kwargs.get("raw"):
        return
    if only is not None and set(only) <= UNSEEN:
        return
    before, now = getattr(instance, "stored_facts", None), facts_of(instance)
    instance.stored_facts = now
    was_live = before is None or before[0]
    if not (instance.live or was_live) or (kwargs.get("created") and not instance.live):
        return
    tags = {f"page:{instance.pk}", "pages"}
    if before is None or before != now:
        tags |= {f"sign:{instance.pk}"} | frame_of(instance)
    if before is None or before[:LISTED] != now[:LISTED]:
        tags |= lists_of(instance)
    if instance.expire_at or (before is not None and before[UNTIL]):
        tags.add(ENDS)
    if hasattr(instance, "touches"):
        tags |= instance.touches()
    purge(*tags, gone=not instance.live)


def page_goes(sender: type, instance: Any, **kwargs: Any) -> None:
    """Remembers the lists it stands in, while they are known."""
    instance.lists_before = lists_of(instance)


def page_gone(sender: type, instance: Any, **kwargs: Any) -> None:
    # Wagtail has taken its `live` away by now, whatever it was.
    purge(f"page:{instance.pk}", *getattr(instance, "lists_before", ()), gone=True)


def page_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """It stands in other lists, or elsewhere in the same; all below moved along."""
    before, after = kwargs["parent_page_before"], kwargs["parent_page_after"]
    if before.pk == after.pk:
        purge(f"below:{after.pk}", *frame_of(instance))
        return
    page = Page.objects.get(pk=instance.pk)
    # Its path of now: those beside the page may have moved up.
    old = Page.objects.get(pk=before.pk)
    _changed_places(page, below_all(page) | below_all(old) | {f"below:{old.pk}"})


def slug_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    _changed_places(instance, set())


def _changed_places(page: Page, lists: set[str]) -> None:
    """The page and all below it have other addresses."""
    below = list(Page.objects.descendant_of(page, inclusive=True)[: MANY + 1])
    if len(below) > MANY:
        purge(EVERYTHING)
        return
    kinds: dict[Any, list[int]] = defaultdict(list)
    for moved in below:
        lists |= {f"page:{moved.pk}"} | places_of(moved)
        kinds[moved.specific_class].append(moved.pk)
    for kind, keys in kinds.items():
        if hasattr(kind, "lists_of_moved"):
            lists |= kind.lists_of_moved(keys)
    purge(*lists)


def opened_or_closed(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    purge_pages(page_ids, gone=True)


def purge_pages(page_ids: Iterable[int], *, gone: bool = False) -> None:
    """These pages came or went for readers, without having been saved."""
    keys = list(page_ids)
    if len(keys) > MANY:
        purge(EVERYTHING, gone=gone)
        return
    tags: set[str] = set()
    for page in Page.objects.filter(Q(pk__in=keys)).specific():
        tags |= {f"page:{page.pk}", *lists_of(page)}
    if tags:
        purge(*tags, gone=gone)


def redirect_changed(sender: type, instance: Redirect, **kwargs: Any) -> None:
    purge("absent")


def frame_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """The site's address or its languages."""
    if not kwargs.get("raw"):
        purge(EVERYTHING)


def connect() -> None:
    """Called once, from `AppConfig.ready()`; after `core.pages.receivers`."""
    wires: tuple[tuple[Any, Any, Any], ...] = (
        (post_save, page_saved, None),
        (pre_delete, page_goes, Page),
        (post_delete, page_gone, Page),
        (post_page_move, page_moved, None),
        (page_slug_changed, slug_changed, None),
        (pages_settled, opened_or_closed, None),
        *((signal, redirect_changed, Redirect) for signal in (post_save, post_delete)),
        *((signal, frame_changed, Site) for signal in (post_save, post_delete)),
        *((signal, frame_changed, Locale) for signal in (post_save, post_delete)),
    )
    for signal, receiver, sender in wires:
        name = f"core.shown.{receiver.__name__}"
        signal.connect(receiver, sender, dispatch_uid=name)
