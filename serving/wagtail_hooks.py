"""What the site asks of Wagtail's own views."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from core.pages.addresses import is_reserved, refusal
from serving.locked import refuse_strangers

hooks.register("before_serve_page", refuse_strangers)


@hooks.register("before_move_page")
def refuse_move(request: HttpRequest, page: Page, parent: Page) -> HttpResponse | None:
    if not is_reserved(page.slug, parent):
        return None
    messages.error(request, refusal(page.slug))
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_bulk_action")
def refuse_bulk_move(
    request: HttpRequest, action_type: str, pages: list[Any], action: Any
) -> HttpResponse | None:
    chosen = getattr(action, "cleaned_form", None)
    if action_type != "move" or chosen is None:
        return None
    parent = chosen.cleaned_data.get("chooser")
    refused = [page.slug for page in pages if is_reserved(page.slug, parent)]
    if not refused:
        return None
    messages.error(request, refusal(refused[0]))
    return redirect(action.next_url)
