"""Where Wagtail's admin shows more than its user may see, it is closed here."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.access import Reader
from articles.admin.bulk import MOST_DIGITS, narrow
from articles.admin.sight import in_sight
from core.web.policies import ADMIN


@hooks.register("construct_page_chooser_queryset")
def hide_foreign_drafts(pages: Any, request: HttpRequest) -> Any:
    """Wagtail's page chooser lists the whole tree, drafts of others too."""
    return in_sight(pages, request.user)


def sees_everything(user: Reader) -> bool:
    """Whether `user` may edit the whole tree, as editors may."""
    policy = policy_registry.get_by_type(Page)
    root = Page.get_first_root_node()
    return bool(policy.user_has_permission_for_instance(user, "change", root))


@hooks.register("construct_reports_menu")
def hide_reports_on_all_pages(request: HttpRequest, items: list[Any]) -> None:
    if not sees_everything(request.user):
        items[:] = [
            item
            for item in items
            if item.name != "page-types-usage"
            # Its name depends on the language of whoever came first.
            and type(item).__module__ != "wagtail_localize.wagtail_hooks"
        ]


def _is_root(pk: int) -> bool:
    return Page.objects.filter(pk=pk, depth=1).exists()


# What Python's int() reads, in at most as many signs as it takes by default.
NUMBER = re.compile(r"\s*[+-]?\d[\d_]{0,99}\s*")


class PageSightMiddleware:
    """No admin address that names a page works for a page out of sight.

    Wagtail's views check rights one by one, and some late: the question before a
    move, the chooser and a refused workflow action name pages to anybody.
    """

    NAMESPACES = frozenset({"wagtailadmin_pages", "wagtail_localize"})
    CHOOSER = "wagtailadmin_choose_page"
    CHOSEN = "wagtailadmin_choose_page_chosen_multiple"
    ROOT = "1"
    POSITION = "set_page_position"
    # They name pages of everybody, whoever asks.
    REPORTS = ("page_types_usage", "translations_report")
    BULK = "wagtail_bulk_action"
    KEYS = (
        "page_id",
        "parent_page_id",
        "page_to_move_id",
        "page_to_copy_id",
        "destination_id",
        "page_pk",
        "pk",
    )
    # Below the admin these name a page, whoever's view it is; "pk" may be anything's.
    PAGE_KEYS = frozenset(KEYS) - {"pk"}
    IN_QUERY = ("id", "parent_page_id", "target_pages[]")
    IN_FORM = ("parent_page", "new_parent_page", "chooser")

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
        is_report, is_bulk = name.startswith(self.REPORTS), name == self.BULK
        is_page = bool(self.NAMESPACES & set(match.namespaces))
        is_page |= name.startswith(self.CHOOSER)
        is_page |= request.path_info.startswith(ADMIN) and bool(
            self.PAGE_KEYS & kwargs.keys()
        )
        # Only these ask who it is: on a public page the question alone would
        # make the answer vary by cookie.
        if not (is_report or is_bulk or is_page) or not request.user.is_authenticated:
            return
        if is_report and not sees_everything(request.user):
            raise PermissionDenied
        if is_bulk:
            narrow(request, **kwargs)
        in_query = self.IN_QUERY if name.startswith(self.CHOOSER) else ()
        ids = [kwargs[key] for key in self.KEYS if key in kwargs and not is_bulk]
        if name == self.CHOSEN and self.ROOT in request.GET.getlist("id"):
            raise Http404  # it can be shown nowhere, so nobody has chosen it
        if name == self.POSITION and _is_root(kwargs["page_to_move_id"]):
            raise Http404  # nothing is beside it
        ids += [pk for key in in_query for pk in request.GET.getlist(key)]
        ids += [pk for key in self.IN_FORM for pk in request.POST.getlist(key)]
        self._check_pages(request.user, {str(pk) for pk in ids})

    def _check_pages(self, user: Reader, ids: set[str]) -> None:
        """Raise PermissionDenied for a page out of sight, as Wagtail will read its key.

        Databases and forms take `+3` and ` 3` for 3. What is no key at all, or of what
        is no longer there, is theirs to answer.
        """
        keys = {int(pk.replace("_", "")) for pk in ids if NUMBER.fullmatch(pk)}
        keys = {key for key in keys if key < 10**MOST_DIGITS}
        if not keys:
            return
        named = Page.objects.filter(pk__in=keys)
        if named.count() > in_sight(named, user).count():
            raise PermissionDenied
