"""Publishing many at once, where some may be aliases: those come out with their source."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import ngettext

from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from accounts.models import User


class PublishAction(PublishBulkAction):
    """In the place of Wagtail's, which writes a version of an alias and fails.

    Nobody edits or publishes an alias by itself either.
    """

    template_name = "articles/admin/confirm_bulk_publish.html"

    def check_perm(self, page: Page) -> bool:
        return super().check_perm(page) and page.alias_of_id is None

    def object_context(self, obj: Page) -> dict[str, Any]:
        count = drafts_below(obj).count()
        return super().object_context(obj) | {"draft_descendant_count": count}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        left_out = context["items_with_no_access"]
        return context | {
            "aliases": [each for each in left_out if each["item"].alias_of_id],
            "items_with_no_access": [
                each for each in left_out if not each["item"].alias_of_id
            ],
        }

    def prepare_action(
        self, objects: Iterable[Page], objects_without_access: dict[str, list[Page]]
    ) -> HttpResponse | None:
        left_out = objects_without_access["items_with_no_access"]
        count = sum(page.alias_of_id is not None for page in left_out)
        if self.cleaned_form.cleaned_data["include_descendants"]:
            for page in objects:
                count += unpublished(page).exclude(alias_of=None).count()
        if count:
            text = ngettext(
                "%(count)d 个别名没有单独发布：它随原文一起发布。",
                "%(count)d 个别名没有单独发布：它们随原文一起发布。",
                count,
            )
            messages.warning(self.request, text % {"count": count})
        return super().prepare_action(objects, objects_without_access)

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: User | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        chosen = below = 0
        for page in objects:
            publish(page, user)
            chosen += 1
            for draft in (
                theirs(drafts_below(page), user) if include_descendants else ()
            ):
                publish(draft, user)
                below += 1
        return chosen, below


def drafts_below(page: Page) -> Any:
    """What is published along where that is asked for."""
    return unpublished(page).filter(alias_of=None)


def unpublished(page: Page) -> Any:
    return page.get_descendants().not_live()


def theirs(pages: Any, user: User | None) -> Iterator[Page]:
    for page in pages.defer_streamfields().specific().iterator():
        if user is None or page.permissions_for_user(user).can_publish():
            yield page


def publish(page: Page, user: User | None) -> None:
    revision = page.get_latest_revision() or page.specific.save_revision(user=user)
    revision.publish(user=user)
