"""Where Wagtail's admin shows more than its user may see, it is closed here."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.querysets import published_pages


def in_sight(pages: Any, user: Any) -> Any:
    """Those of `pages` that `user` may explore, or that everybody may read."""
    if user.is_superuser:
        return pages
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    public = published_pages()
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=public.values("pk")))


@hooks.register("construct_page_chooser_queryset")
def hide_foreign_drafts(pages: Any, request: HttpRequest) -> Any:
    """Wagtail's page chooser lists the whole tree, drafts of others too."""
    return in_sight(pages, request.user)


def sees_everything(user: Any) -> bool:
    """Whether `user` may edit the whole tree, as editors may."""
    policy = policy_registry.get_by_type(Page)
    root = Page.get_first_root_node()
    return bool(policy.user_has_permission_for_instance(user, "change", root))


@hooks.register("construct_reports_menu")
def hide_page_types_report(request: HttpRequest, items: list[Any]) -> None:
    if not sees_everything(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]


class PageSightMiddleware:
    """No admin address that names a page works for a page out of sight.

    Wagtail's views check rights one by one, and some late: the question before a
    move, the chooser and a refused workflow action name pages to anybody.
    """

    NAMESPACE = "wagtailadmin_pages"
    CHOOSER = "wagtailadmin_choose_page"
    # Shows the page of each type that was edited last, whoever asks.
    REPORT = "page_types_usage"
    KEYS = (
        "page_id",
        "parent_page_id",
        "page_to_move_id",
        "page_to_copy_id",
        "destination_id",
        "pk",
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        match = request.resolver_match
        if match is None:
            return
        name = match.url_name or ""
        is_report = name.startswith(self.REPORT)
        is_page = self.NAMESPACE in match.namespaces or name.startswith(self.CHOOSER)
        # Only these ask who it is: on a public page the question alone would
        # make the answer vary by cookie.
        if not (is_report or is_page) or not request.user.is_authenticated:
            return
        if is_report and not sees_everything(request.user):
            raise PermissionDenied
        self._check_pages(request.user, kwargs)

    def _check_pages(self, user: Any, kwargs: dict[str, Any]) -> None:
        ids = {kwargs[key] for key in self.KEYS if key in kwargs}
        # Ids of what is no longer there are Wagtail's to answer, with a 404.
        named = Page.objects.filter(pk__in=ids)
        if named.count() > in_sight(named, user).count():
            raise PermissionDenied
