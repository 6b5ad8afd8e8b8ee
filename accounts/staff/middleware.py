"""Keeps the admin shut until a second factor was proved."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.current import find_user
from accounts.staff.rules import needs_second_factor
from core.web.policies import ADMIN

# Wagtail's own sign-out stays open, and the words its scripts need.
OPEN = ("/admin/logout/", "/admin/jsi18n/", "/admin/sprite-")


class SecondFactorMiddleware:
    """Leads staff from the admin to the second factor, and back afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_shut(request):
            return self._refuse(request)
        return self.get_response(request)

    @staticmethod
    def _is_shut(request: HttpRequest) -> bool:
        path = request.path_info
        if not path.startswith(ADMIN) or path.startswith(OPEN):
            return False
        user = find_user(request)
        return user is not None and needs_second_factor(user)

    @staticmethod
    def _refuse(request: HttpRequest) -> HttpResponse:
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            detail = _("请先完成两步验证。")
            refusal = {"code": "second_factor_required", "detail": detail, "errors": {}}
            return JsonResponse(refusal, status=403)
        wanted = request.get_full_path() if request.method == "GET" else ADMIN
        query = urlencode({"next": wanted})
        return redirect(f"{reverse('accounts:second_factor')}?{query}")
