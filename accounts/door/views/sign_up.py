"""The pages to sign up."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.codes.budget import asker_of
from accounts.codes.exceptions import LinkExpiredError, LinkInvalidError
from accounts.current import safe_next
from accounts.door.activation import (
    activate,
    begin_sign_up_by_mail,
    is_same_browser,
    pending_of,
    way_on_from,
)
from accounts.door.forms import (
    ActivationForm,
    MailSignUpForm,
    MobileSignUpForm,
    NewcomerForm,
)
from accounts.door.sign_up import (
    sign_up_by_code,
    sign_up_by_ticket,
    verified_target,
)
from accounts.door.views.base import DoorView, enter
from accounts.human import verify_human
from accounts.limits.visitors import client_address, visitor_of
from core.exceptions import DomainError
from core.masking import mask_text


class MobileSignUpView(DoorView):
    """By a code; where no text message can be sent, mail is the way."""

    template_name = "accounts/register.html"
    form_class = MobileSignUpForm
    purpose = "sign_up"
    extra_context = {"way": "mobile"}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SMS_PROVIDERS:
            query = request.GET.urlencode()
            address = reverse("accounts:register_by_mail")
            return redirect(f"{address}?{query}" if query else address)
        return super().get(request, *args, **kwargs)

    def needs_human(self) -> bool:
        return True

    def act(self, values: dict[str, Any]) -> HttpResponse:
        user = sign_up_by_code(
            newcomer=values["newcomer"],
            target=values["target"],
            digits=values["code"],
            accepts=values["accepts"],
        )
        return self.welcome(user, remember=True)


class MailSignUpView(DoorView):
    template_name = "accounts/register.html"
    form_class = MailSignUpForm
    extra_context = {"way": "mail"}

    def needs_human(self) -> bool:
        return True

    def act(self, values: dict[str, Any]) -> HttpResponse:
        verify_human(self.human_proof(), address=client_address(self.request) or "")
        begin_sign_up_by_mail(
            newcomer=values["newcomer"],
            email=values["target"],
            accepts=values["accepts"],
            asker=asker_of(self.request),
            way_on=safe_next(self.request),
        )
        return render(
            self.request, "accounts/mail_sent.html", {"email": values["target"]}
        )


class CompleteSignUpView(DoorView):
    """For people who proved a number at signing in and have no account yet."""

    template_name = "accounts/register_complete.html"
    form_class = NewcomerForm

    def act(self, values: dict[str, Any]) -> HttpResponse:
        user = sign_up_by_ticket(
            newcomer=values["newcomer"],
            ticket=self.kwargs["ticket"],
            accepts=values["accepts"],
        )
        return self.welcome(user, remember=True)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            verified_target(kwargs["ticket"])
        except (LinkInvalidError, LinkExpiredError) as refusal:
            return dead_link(request, refusal)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        try:
            target = verified_target(self.kwargs["ticket"])
        except (LinkInvalidError, LinkExpiredError):
            target = ""
        return {**context, "target": mask_text(target)}


@never_cache
@login_required
def activated(request: HttpRequest) -> HttpResponse:
    """Where a link from a mail ends that was opened for nothing else."""
    return render(request, "accounts/activated.html")


def dead_link(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A link that leads nowhere any more, with ways on."""
    return render(request, "accounts/dead_link.html", {"refusal": refusal}, status=410)


class ActivationView(DoorView):
    """A link from a mail: mail scanners open it too, so a person has to press.

    In another browser than the one that signed up it asks for the password.
    """

    template_name = "accounts/activate.html"
    form_class = ActivationForm

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            self.pending = pending_of(kwargs["ticket"])
        except DomainError as refusal:
            return dead_link(request, refusal)
        return super().dispatch(request, *args, **kwargs)

    def act(self, values: dict[str, Any]) -> HttpResponse:
        way_on = safe_next(self.request) or way_on_from(self.kwargs["ticket"])
        user = activate(
            self.kwargs["ticket"],
            visitor=visitor_of(self.request),
            password=values.get("password", ""),
        )
        to = way_on or reverse("accounts:activated")
        return enter(self.request, user, remember=True, to=to)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if is_same_browser(self.pending, visitor_of(self.request)):
            del form.fields["password"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "username": self.pending.username}
