"""The page to sign in: by password, or by a code."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.codes.services import use_up
from accounts.current import find_user, safe_next
from accounts.door.exceptions import AccountUnknownError
from accounts.door.forms import CodeSignInForm, PasswordSignInForm
from accounts.door.sign_in import check_code_sign_in, check_password_sign_in
from accounts.door.sign_up import verified_ticket
from accounts.door.views.base import DoorView
from accounts.limits.guessing import needs_human
from core.web.policies import ADMIN

DESK = "wagtailadmin.access_admin"


class SignInView(DoorView):
    """By password; a proof of being human is asked for after failures."""

    template_name = "accounts/login.html"
    form_class = PasswordSignInForm
    extra_context = {"way": "password"}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whom the desk has led here though they are signed in is told why."""
        user = find_user(request)
        if user is not None and safe_next(request).startswith(ADMIN):
            if user.has_perm(DESK):
                return redirect(safe_next(request))
            # What Wagtail has to say of it would stand on the next page.
            list(messages.get_messages(request))
            return render(request, "accounts/no_desk.html", status=403)
        return super().get(request, *args, **kwargs)

    def act(self, values: dict[str, Any]) -> HttpResponse:
        user = check_password_sign_in(
            self.request,
            account=values["account"],
            password=values["password"],
            proof=self.human_proof(),
        )
        return self.welcome(user, remember=values["remember"])

    def needs_human(self) -> bool:
        account = self.request.POST.get("account", "").strip()[:254]
        return bool(account) and needs_human(self.request, account)


class CodeSignInView(DoorView):
    """By a code; a number without an account goes on to sign up."""

    template_name = "accounts/login.html"
    form_class = CodeSignInForm
    purpose = "sign_in"
    extra_context = {"way": "code"}

    def needs_human(self) -> bool:
        return True

    def act(self, values: dict[str, Any]) -> HttpResponse:
        try:
            user = check_code_sign_in(target=values["target"], digits=values["code"])
        except AccountUnknownError as unknown:
            use_up(unknown.proved)
            ticket = verified_ticket(unknown.proved.target)
            address = reverse("accounts:complete", kwargs={"ticket": ticket})
            wanted = safe_next(self.request)
            return redirect(
                f"{address}?{urlencode({'next': wanted})}" if wanted else address
            )
        return self.welcome(user, remember=values["remember"])


def admin_login(request: HttpRequest) -> HttpResponse:
    """The admin's sign-in is the site's."""
    query = urlencode({"next": request.GET.get("next") or "/admin/"})
    return redirect(f"{reverse('accounts:login')}?{query}")
