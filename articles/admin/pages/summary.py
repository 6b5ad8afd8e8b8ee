"""How many pages the desk's home says there are: one's own."""

from typing import Any

from django.http import HttpRequest

from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.admin.turns import RIGHTS


class OwnPagesSummaryItem(PagesSummaryItem):
    """Wagtail counts all there is below what lies above all of one's pages.

    For an author who writes in two languages that is the whole site.
    """

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        policy = policy_registry.get_by_type(Page)
        own = policy.instances_user_has_any_permission_for(self.request.user, RIGHTS)
        # The root of the tree is no page.
        count = own.exclude(depth=1).count()
        return {**super().get_context_data(parent_context), "total_pages": count}


# After Wagtail's own.
@hooks.register("construct_homepage_summary_items", order=1)
def count_own_pages(request: HttpRequest, items: list[SummaryItem]) -> None:
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]
    items.append(OwnPagesSummaryItem(request))
