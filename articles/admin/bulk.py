"""Bulk actions act on, and name, only what their user may see."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch

from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.access import Reader
from articles.admin.sight import in_sight
from core.pages.copying import COPY

# The one address of all bulk actions; which one it is stands in its parts.
BULK = "wagtail_bulk_action"
# What acts on all that lies below the pages it names: always, or where asked to.
ALL_BELOW = ("wagtailadmin_pages:delete", f"{BULK}:delete")
SOME_BELOW = (
    *("wagtailadmin_pages:unpublish", "wagtailadmin_pages:copy", COPY),
    "wagtail_localize:submit_page_translation",
    *(f"{BULK}:publish", f"{BULK}:unpublish"),
)
ASKED = ("include_descendants", "copy_subpages", "include_subtree")
RIGHTS = ("change", "delete", "choose", "view", "publish")
# Keys have at most 19 digits; databases refuse to look for larger numbers.
MOST_DIGITS = 18


def is_key(text: str) -> bool:
    """Whether `text` is a key as it stands in addresses of ours, not only one to int()."""
    is_plain = text.isascii() and text.isdecimal() and not text.startswith("0")
    return is_plain and len(text) <= MOST_DIGITS


def action_of(match: ResolverMatch) -> str:
    """The full name of what is asked for; a bulk action on pages has its own.

    `wagtail_bulk_action:delete`, say; the same for other models is no name of ours.
    """
    if match.url_name == BULK and match.kwargs.get("model_name") == "page":
        return f"{BULK}:{match.kwargs.get('action')}"
    return match.view_name


def is_about_all_below(request: HttpRequest, name: str) -> bool:
    """Whether the form of the view `name` acts on all below the pages it names, or may."""
    if name in ALL_BELOW:
        return True
    # Only these forms are looked into: what others send is theirs to read.
    is_asked = request.method != "POST" or any(map(request.POST.get, ASKED))
    return name in SOME_BELOW and is_asked


def narrow(request: HttpRequest, app_label: str, model_name: str, action: str) -> None:
    """Leave of the ids in the query those `request.user` may see.

    Wagtail reads every id it is given, and then lists what the user has no right to
    by its title.
    """
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    ids = request.GET.getlist("id")
    if "all" in ids:
        ids = _everything(request, model, action)
    known = [pk for pk in map(str, ids) if is_key(pk)]
    asked = request.GET.copy()
    asked.setlist("id", [str(pk) for pk in _visible(model, known, request.user)])
    request.GET = asked  # type: ignore[assignment]


def _everything(request: HttpRequest, model: Any, action: str) -> list[Any]:
    """What "all" stands for in this listing, in Wagtail's own words."""
    found = bulk_action_registry.get_bulk_action_class(
        model._meta.app_label, model._meta.model_name, action
    )
    if found is None:
        return []
    try:
        parent = request.GET.get("childOf")
        return list(found(request, model).get_all_objects_in_listing_query(parent))
    except (ObjectDoesNotExist, ValueError) as error:
        raise Http404 from error


def _visible(model: Any, ids: list[str], user: Reader) -> list[int]:
    rows = model.objects.filter(pk__in=ids)
    if issubclass(model, Page):
        rows = in_sight(rows, user)
    elif not user.is_superuser:
        policy = policy_registry.get_by_type(model)
        own = policy.instances_user_has_any_permission_for(user, RIGHTS)
        rows = rows.filter(pk__in=own.values("pk"))
    return list(rows.values_list("pk", flat=True))
