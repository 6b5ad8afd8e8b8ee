"""Asks again when terms or privacy have a new version."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts.current import current_user, safe_next
from accounts.door.consents import missing_consents, record_consents


class ConsentView(LoginRequiredMixin, View):
    def get(self, request: HttpRequest, *, error: bool = False) -> HttpResponse:
        missing = missing_consents(current_user(request))
        if not missing:
            return redirect("/")
        context = {
            "missing": missing,
            "error": error,
            "next": safe_next(request),
            "is_first": not current_user(request).consents.exists(),
        }
        return render(request, "accounts/consent.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "accepts" not in request.POST:
            return self.get(request, error=True)
        record_consents(
            user=current_user(request), versions=missing_consents(current_user(request))
        )
        kept = request.session.pop("after_consent", "")
        return redirect(safe_next(request) or kept or "/")
