"""Pages that are not for everybody: the shared password, and a word to strangers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from wagtail.documents.views.serve import (
    authenticate_with_password as authenticate_documents,
)
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.views import authenticate_with_password

from serving.guesses import limited


@never_cache
def enter_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Wagtail's own view, for a page readers can come to and a password it asks for."""
    # The root of the tree is none of ours, and nobody reads it.
    page = get_object_or_404(Page.objects.live().filter(depth__gt=1), id=page_id)
    page = page.specific
    asked = page.get_view_restrictions().filter(pk=page_view_restriction_id)
    if page.is_absent or not asked.filter(restriction_type="password").exists():
        raise Http404
    if request.method != "POST":
        # The page asks for the password itself, and knows where to go afterwards.
        return redirect(page.get_url(request) or "/")
    action = reverse(
        "wagtailcore_authenticate_with_password",
        args=[page_view_restriction_id, page_id],
    )
    return limited(
        request,
        asked.get(),
        try_it=lambda: authenticate_with_password(
            request, page_view_restriction_id, page_id
        ),
        refuse=lambda form: page.serve_password_required_response(
            request, form, action
        ),
    )


@never_cache
def enter_password_of_documents(
    request: HttpRequest, restriction_id: int
) -> HttpResponse:
    """Wagtail's own view for the password of a collection of documents, with limits."""
    if request.method != "POST":
        return authenticate_documents(request, restriction_id)
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id)
    action = reverse("wagtaildocs_authenticate_with_password", args=[restriction_id])
    return limited(
        request,
        restriction,
        try_it=lambda: authenticate_documents(request, restriction_id),
        refuse=lambda form: TemplateResponse(
            request,
            "wagtaildocs/password_required.html",
            {"form": form, "action_url": action},
        ),
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's address for signing in leads to ours, which has limits."""
    query = request.META["QUERY_STRING"]
    address = reverse("accounts:login")
    return redirect(f"{address}?{query}" if query else address)


def refuse_strangers(
    page: Any, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """Whoever is signed in and in none of the groups is told so.

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
