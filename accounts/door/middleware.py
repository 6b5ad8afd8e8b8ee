"""Keeps what needs an account shut until its owner has agreed to the terms in force.

What everybody may read stays open, and so do the ways out: signing out, a copy of
one's data, leaving.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from accounts.current import find_user
from accounts.door.consents import has_agreed
from accounts.door.exceptions import AgreementDueError

OPEN = frozenset("me:data me:export me:leave me:take_back wagtailadmin_logout".split())
SAFE = ("GET", "HEAD", "OPTIONS")


class AgreementMiddleware:
    """Leads people who have not agreed yet to the page that asks, and back.

    The API asks in `accounts.door.api.authentication`, where tokens are known too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_shut(request):
            return self._refuse(request)
        return self.get_response(request)

    @staticmethod
    def _is_shut(request: HttpRequest) -> bool:
        if not _is_about_account(request):
            return False
        user = find_user(request)
        return user is not None and not has_agreed(user)

    @staticmethod
    def _refuse(request: HttpRequest) -> HttpResponse:
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            refusal = AgreementDueError()
            body = {"code": refusal.code, "detail": str(refusal), "errors": {}}
            return JsonResponse(body, status=refusal.status)
        wanted = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{reverse('accounts:consent')}?{urlencode({'next': wanted})}")


def _is_about_account(request: HttpRequest) -> bool:
    """Whether the address is a person's own, or something would be changed."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    route = match.route.removeprefix("en/")
    if match.view_name in OPEN or route.startswith(("accounts/", "api/")):
        return False
    return request.method not in SAFE or route.startswith(("admin/", "write/", "me/"))
