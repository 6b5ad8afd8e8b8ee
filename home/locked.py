"""Pages that are not for everybody: the shared password, and a word to strangers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from wagtail.models import Page, PageViewRestriction
from wagtail.views import authenticate_with_password


@never_cache
def enter_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Wagtail's own view, for a page readers can come to and a password it asks for."""
    page = get_object_or_404(Page.objects.live(), id=page_id).specific
    asked = page.get_view_restrictions().filter(pk=page_view_restriction_id)
    if page.is_absent or not asked.filter(restriction_type="password").exists():
        raise Http404
    if request.method != "POST":
        # The page asks for the password itself, and knows where to go afterwards.
        return redirect(page.get_url(request) or "/")
    return authenticate_with_password(request, page_view_restriction_id, page_id)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's address for signing in leads to ours, which has limits."""
    query = request.META["QUERY_STRING"]
    address = reverse("accounts:login")
    return redirect(f"{address}?{query}" if query else address)


def refuse_strangers(
    page: Any, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """Who is signed in and in none of the groups is told so.

    Wagtail sends them to sign in, from where they come back, and so on for ever.
    """
    if page.is_open or not request.user.is_authenticated:
        return None
    groups = page.get_view_restrictions().filter(
        restriction_type=PageViewRestriction.GROUPS
    )
    if all(restriction.accept_request(request) for restriction in groups):
        return None
    answer = render(request, "home/not_for_you.html", status=403)
    add_never_cache_headers(answer)
    return answer
