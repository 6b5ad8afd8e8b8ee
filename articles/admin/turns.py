"""Whoever changes a page at the desk waits for the one who is at it, and then looks anew.

Wagtail's views look first (is it waiting for review, is it locked, is it still there)
and act later: two at once both saw the old state and both acted. Here the second
one's request begins when the first one's is over, and is told what Wagtail tells
everybody who comes too late.
"""

from typing import Any

from wagtail_localize.models import TranslationSource

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.access import Reader
from articles.admin.bulk import BULK, action_of, is_about_all_below, is_key
from articles.admin.isolation import PageSightMiddleware
from core.locks import PATIENCE, TooLongError
from core.pages.copying import COPY
from core.pages.tree import hold, hold_alone, hold_places
from core.web.answers import answer_to, away

RIGHTS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
HELD = _(
    "有人正在处理这里的页面，这次操作没有生效。请后退一步，过一会儿再试；"
    "写的内容都还在。"
)


class PageTurnsMiddleware(MiddlewareMixin):
    """A change to pages at the desk is one transaction that holds their rows."""

    NAMESPACES = frozenset({"wagtailadmin_pages", "wagtail_localize"})
    # What pages are translated from, in addresses of wagtail-localize.
    SOURCE = "translation_source_id"
    # Shows and changes nothing; waiting would only make it slow.
    PREVIEW = "preview"
    # What changes the place of pages, and so the pages right above them.
    PLACES = (
        *("wagtailadmin_pages:move_confirm", "wagtailadmin_pages:set_page_position"),
        *(COPY, f"{BULK}:move"),
    )
    # Takes all that lies below along.
    DELETE = ("wagtailadmin_pages:delete", f"{BULK}:delete")
    # Makes a page below the one it names.
    ADD = "wagtailadmin_pages:add"
    # Where a form names the place it wants.
    WANTED = ("new_parent_page", "chooser")

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        ids = self._pages(request, kwargs)
        if not ids:
            return None
        try:
            with transaction.atomic():
                self._hold(request, ids)
                return view(request, *args, **kwargs)
        except TooLongError as error:
            return away(request, str(HELD), code=error.code)
        except Exception as error:
            # Called here, the view's errors do not come to `AnswerMiddleware`.
            answer = answer_to(request, error)
            if answer is None:
                raise
            return answer

    def _pages(self, request: HttpRequest, kwargs: dict[str, Any]) -> set[int]:
        """The pages this request is about to change, none where it only reads."""
        match = request.resolver_match
        if request.method != "POST" or match is None:
            return set()
        name = match.url_name or ""
        if name == BULK and kwargs.get("model_name") == "page":
            named = [pk for pk in request.GET.getlist("id") if is_key(pk)]
            return self._changeable(request.user, named)
        if source := kwargs.get(self.SOURCE):
            return self._translations(source)
        is_page = bool(self.NAMESPACES & set(match.namespaces)) or name == COPY
        if is_page and self.PREVIEW not in name:
            return {
                int(kwargs[key]) for key in PageSightMiddleware.KEYS if key in kwargs
            }
        return set()

    def _translations(self, source: int) -> set[int]:
        keys = TranslationSource.objects.filter(pk=source).values("object_id")
        pages = Page.objects.filter(translation_key__in=keys)
        return set(pages.values_list("pk", flat=True))

    def _hold(self, request: HttpRequest, ids: set[int]) -> None:
        match = request.resolver_match
        assert match is not None  # noqa: S101 else there were no ids
        name = action_of(match)
        if name in self.DELETE:
            hold_places(ids, PATIENCE, below=True)
        elif name in self.PLACES:
            hold_places(ids, PATIENCE, into=self._wanted(request))
        elif name == self.ADD:
            hold(ids, PATIENCE)
        else:
            hold_alone(ids, PATIENCE, below=is_about_all_below(request, name))

    def _wanted(self, request: HttpRequest) -> set[int]:
        named = [request.POST.get(field, "") for field in self.WANTED]
        return self._changeable(request.user, [pk for pk in named if is_key(pk)])

    def _changeable(self, user: Reader, ids: list[str]) -> set[int]:
        """Those of `ids` that are `user`'s to change: nobody holds up other pages."""
        policy = policy_registry.get_by_type(Page)
        theirs = policy.instances_user_has_any_permission_for(user, RIGHTS)
        return set(theirs.filter(pk__in=ids).values_list("pk", flat=True))
