"""The pages for a forgotten password."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.codes.budget import asker_of
from accounts.current import safe_next
from accounts.door.forms import MailResetForm, MobileResetForm, NewPasswordForm
from accounts.door.passwords import (
    begin_reset_by_mail,
    reset_by_code,
    reset_by_link,
    user_of_reset,
    way_on_from_reset,
)
from accounts.door.views.base import DoorView
from accounts.door.views.sign_up import dead_link
from accounts.human import verify_human
from accounts.limits.visitors import client_address
from core.exceptions import DomainError


class ResetView(DoorView):
    """A form that ends with a new password."""

    def reset(self, *, way_on: str) -> HttpResponse:
        """All devices are signed out: the way on leads through the door."""
        return render(self.request, "accounts/reset/done.html", {"next": way_on})


class MailResetView(DoorView):
    template_name = "accounts/reset/ask.html"
    form_class = MailResetForm
    extra_context = {"way": "mail"}

    def needs_human(self) -> bool:
        return True

    def act(self, values: dict[str, Any]) -> HttpResponse:
        verify_human(self.human_proof(), address=client_address(self.request) or "")
        begin_reset_by_mail(
            email=values["target"],
            asker=asker_of(self.request),
            way_on=safe_next(self.request),
        )
        return render(
            self.request, "accounts/reset/sent.html", {"email": values["target"]}
        )


class MobileResetView(ResetView):
    template_name = "accounts/reset/ask.html"
    form_class = MobileResetForm
    purpose = "reset"
    extra_context = {"way": "mobile"}

    def needs_human(self) -> bool:
        return True

    def act(self, values: dict[str, Any]) -> HttpResponse:
        reset_by_code(
            mobile=values["target"],
            digits=values["code"],
            password=values["password"],
        )
        return self.reset(way_on=safe_next(self.request))


class NewPasswordView(ResetView):
    """Where the link of a reset mail leads."""

    template_name = "accounts/reset/new_password.html"
    form_class = NewPasswordForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            user_of_reset(kwargs["ticket"])
        except DomainError as refusal:
            return dead_link(request, refusal)
        return super().get(request, *args, **kwargs)

    def act(self, values: dict[str, Any]) -> HttpResponse:
        way_on = way_on_from_reset(self.kwargs["ticket"])
        reset_by_link(ticket=self.kwargs["ticket"], password=values["password"])
        return self.reset(way_on=way_on)
