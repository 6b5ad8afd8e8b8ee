"""How many pages and files the desk takes at a time, and how often one form.

Wagtail acts on everything a list holds, shows all of it where it can be sorted by
hand, asking several questions for each row, and makes a page of each form it is sent.
"""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.admin.bulk import (
    BULK,
    SOME_BELOW,
    action_of,
    is_about_all_below,
    is_key,
)
from articles.admin.turns import RIGHTS
from core.pages.forms import MOST_MOVED
from core.pages.querysets import at_or_below
from core.web.policies import ADMIN

# So that the slowest of them ends within a third of what a proxy waits for an answer.
MOST = 100
# A second press of the button, or a browser that sends once more.
TWICE_WITHIN = timedelta(seconds=10)
# Differs though nothing else does.
UNSAID = "csrfmiddlewaretoken"


class BoundsMiddleware(MiddlewareMixin):
    """Leads back with a word where more than `MOST` rows are asked for at once.

    Stands after `PageSightMiddleware`, which writes out what "all" stands for.
    """

    EXPLORE = ("wagtailadmin_explore", "wagtailadmin_explore_results")
    BY_HAND = "ord"
    # Gives all that lies below another address, in a few statements for all of it.
    MOVE = (
        *("wagtailadmin_pages:move", "wagtailadmin_pages:move_confirm"),
        f"{BULK}:move",
    )

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not request.path_info.startswith(ADMIN) or not request.user.is_authenticated:
            # Whoever has to sign in first hears no number of pages.
            return None
        name = match.url_name if match is not None else ""
        if name == BULK and len(request.GET.getlist("id")) > MOST:
            return self._lead_back_from_bulk(request)
        if match is not None:
            most, pages = self._below(request, match, kwargs)
            paths = [page.path for page in pages]
            count = Page.objects.filter(at_or_below(paths)).count() if paths else 0
            if count > most:
                number = {"count": count, "most": most}
                return self._answer_about_below(request, match, pages, number)
        if name in self.EXPLORE and request.GET.get("ordering") == self.BY_HAND:
            return self._lead_back_to_pages(request, kwargs)
        return None

    def _lead_back_from_bulk(self, request: HttpRequest) -> HttpResponse:
        number = {"most": MOST, "chosen": len(request.GET.getlist("id"))}
        text = _("一次最多处理 %(most)d 项，你选了 %(chosen)d 项。请分几次选。")
        messages.error(request, text % number)
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")

    def _below(
        self, request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]
    ) -> tuple[int, list[Page]]:
        """How many pages this form may be about, and the pages they lie below."""
        name = action_of(match)
        if name not in self.MOVE and not is_about_all_below(request, name):
            return MOST, []
        one = kwargs.get("page_id") or kwargs.get("page_to_move_id")
        named = [one, *request.GET.getlist("id")]
        ids = [int(pk) for pk in named if pk is not None and is_key(str(pk))]
        pages = Page.objects.filter(pk__in=ids)
        if request.method != "POST":
            # Whoever may do nothing here is refused, and hears no number.
            policy = policy_registry.get_by_type(Page)
            theirs = policy.instances_user_has_any_permission_for(request.user, RIGHTS)
            pages = pages.filter(pk__in=theirs.values("pk"))
        return (MOST_MOVED if name in self.MOVE else MOST), list(pages)

    def _answer_about_below(
        self,
        request: HttpRequest,
        match: ResolverMatch,
        pages: list[Page],
        number: dict[str, int],
    ) -> HttpResponse | None:
        """No form is shown that would be refused; one that can do with less says so."""
        if request.method == "POST" or action_of(match) not in SOME_BELOW:
            return self._lead_back_from_below(request, match, pages, number)
        if not len(get_messages(request)):  # a form that was refused has said it
            text = _(
                "连同下面的一共 %(count)d 页，一次最多处理 %(most)d 页："
                "这里不能连下面的一起处理。"
            )
            messages.warning(request, text % number)
        return None

    def _lead_back_from_below(
        self,
        request: HttpRequest,
        match: ResolverMatch,
        pages: list[Page],
        number: dict[str, int],
    ) -> HttpResponse:
        text = _(
            "连同下面的一共 %(count)d 页，一次最多处理 %(most)d 页。"
            "请从最下面的页面开始，分几次处理。"
        )
        messages.error(request, text % number)
        form = request.get_full_path()
        if action_of(match) not in SOME_BELOW:
            # Which shows no form: here is what lies below.
            form = reverse("wagtailadmin_explore", args=[pages[0].pk])
        return redirect(get_valid_next_url_from_request(request) or form)

    def _lead_back_to_pages(
        self, request: HttpRequest, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        page = Page.objects.filter(pk=kwargs.get("parent_page_id")).first()
        if page is None or page.numchild <= MOST:
            return None
        text = _("下面的页面多于 %(most)d 个，不能拖动排序。")
        messages.warning(request, text % {"most": MOST})
        query = request.GET.copy()
        del query["ordering"]
        return redirect(f"{request.path}?{query.urlencode()}".removesuffix("?"))


@hooks.register("before_create_page")
def make_it_once(
    request: HttpRequest, _parent: Page, _kind: type[Page]
) -> HttpResponse | None:
    """The page that this very form made a moment ago, in the place of a second one.

    Whoever makes pages in one place takes turns (`PageTurnsMiddleware`), so the second
    looks after the first has acted. A script that saves by itself asks for JSON.
    """
    if request.method != "POST" or not request.accepts("text/html"):
        return None
    made = Page.objects.filter(
        pk=cache.get(_form_key(request)),
        owner=request.user,
        latest_revision__created_at__gt=timezone.now() - TWICE_WITHIN,
    )
    page = made.first()
    if page is None:
        return None
    messages.warning(request, _("这一篇刚刚已经建好，下面就是。"))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_create_page")
def remember_form(request: HttpRequest, page: Page) -> None:
    cache.set(_form_key(request), page.pk, TWICE_WITHIN.total_seconds())


def _form_key(request: HttpRequest) -> str:
    """The same for the same person, place and content, and for nothing else."""
    sent = {name: value for name, value in request.POST.lists() if name != UNSAID}
    said = json.dumps([request.user.pk, request.path, sent], sort_keys=True)
    return f"made-{hashlib.sha256(said.encode()).hexdigest()}"
