"""The pages of the second factor."""

import base64
from typing import Any
from urllib.parse import urlencode

import segno
from django_otp import login as otp_login

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.current import current_user, find_user, safe_next
from accounts.staff.rules import has_second_factor, is_verified
from accounts.staff.services import (
    app_of,
    check_second_factor,
    confirm_app,
    new_recovery_codes,
    passkeys_of,
    pending_app,
    remove_factor,
)
from core.exceptions import DomainError

LONGEST = 40


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class FactorView(LoginRequiredMixin, View):
    """A page for a signed-in person, shown again with the reason after a refusal."""

    template_name = ""

    def context(self) -> dict[str, Any]:
        return {}

    def show(self, refusal: object = "") -> HttpResponse:
        context = {"next": safe_next(self.request), "refusal": refusal}
        return render(self.request, self.template_name, {**context, **self.context()})

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.act(request.POST.get("code", "")[:LONGEST])
        except DomainError as refusal:
            return self.show(refusal)

    def act(self, digits: str) -> HttpResponse:
        raise NotImplementedError


class SecondFactorView(FactorView):
    """Asks for the second factor; people without one go on to set one up."""

    template_name = "accounts/second_factor/ask.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not has_second_factor(current_user(request)):
            return redirect(_with_next("accounts:second_factor_setup", request))
        if is_verified(current_user(request)):
            return redirect(safe_next(request) or "accounts:second_factor_setup")
        return self.show()

    def context(self) -> dict[str, Any]:
        return {"has_passkey": bool(passkeys_of(current_user(self.request)))}

    def act(self, digits: str) -> HttpResponse:
        device = check_second_factor(user=current_user(self.request), digits=digits)
        otp_login(self.request, device)
        return redirect(safe_next(self.request) or "/admin/")


class VerifiedView(FactorView):
    """Changing factors wants one of them first, where there are any."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = find_user(request)
        if user is not None and has_second_factor(user) and not is_verified(user):
            return redirect(_with_next("accounts:second_factor", request))
        return super().dispatch(request, *args, **kwargs)


class SetupView(VerifiedView):
    """What is set up, and a new app by its QR code."""

    template_name = "accounts/second_factor/setup.html"

    def context(self) -> dict[str, Any]:
        user = current_user(self.request)
        app = pending_app(user)
        picture = segno.make(app.config_url, error="m").svg_inline(
            scale=5, border=2, dark="#1b1e22", light="#fff"
        )
        return {
            "has_app": app_of(user),
            "passkeys": passkeys_of(user),
            "secret": _secret(app.bin_key),
            # Our own drawing of our own address, nothing a person typed.
            "picture": mark_safe(picture),  # noqa: S308
        }

    def act(self, digits: str) -> HttpResponse:
        device = confirm_app(user=current_user(self.request), digits=digits)
        otp_login(self.request, device)
        return redirect(_with_next("accounts:recovery_codes", self.request))


class RecoveryCodesView(VerifiedView):
    """Makes eight codes and shows them this once."""

    template_name = "accounts/second_factor/recovery.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = find_user(request)
        if user is not None and not has_second_factor(user):
            return redirect("accounts:second_factor_setup")
        return super().dispatch(request, *args, **kwargs)

    def act(self, digits: str) -> HttpResponse:
        codes = new_recovery_codes(current_user(self.request))
        context = {"codes": codes, "next": safe_next(self.request)}
        return render(self.request, self.template_name, context)


class RemoveFactorView(VerifiedView):
    """Removes an app or a passkey."""

    http_method_names = ["post"]
    template_name = "accounts/second_factor/setup.html"

    def act(self, digits: str) -> HttpResponse:
        factor = self.request.POST.get("factor", "")
        remove_factor(user=current_user(self.request), persistent_id=factor)
        return redirect("accounts:second_factor_setup")

    def show(self, refusal: object = "") -> HttpResponse:
        page = SetupView(request=self.request)
        return page.show(refusal)


def _with_next(name: str, request: HttpRequest) -> str:
    wanted = safe_next(request)
    return f"{reverse(name)}?{urlencode({'next': wanted})}" if wanted else reverse(name)


def _secret(key: bytes) -> str:
    """The app's key in groups of four, for people who cannot scan (RFC 4648 base32)."""
    text = base64.b32encode(key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
