"""Going to a provider, coming back, and the first visit."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.current import find_user, safe_next
from accounts.door.sign_in import (
    check_code_sign_in,
    require_active,
)
from accounts.door.views.base import DoorView, enter
from accounts.door.views.sign_in import CodeSignInView, SignInView
from accounts.models import User
from accounts.social.exceptions import SocialExpiredError, SocialStateError
from accounts.social.flow import Departure, arrive, depart, departure_of
from accounts.social.forms import FirstVisitForm
from accounts.social.identity import Identity
from accounts.social.pending import drop_identity, keep_identity, kept_identity
from accounts.social.providers import is_offered, title_of
from accounts.social.selectors import is_email_known, owner_of, suggested_username
from accounts.social.services import bind_identity, sign_up_with_identity
from core.exceptions import DomainError
from core.masking import mask_email


def refused(
    request: HttpRequest, refusal: DomainError, provider: str = "", wanted: str = ""
) -> HttpResponse:
    """Why it did not work, with ways on."""
    again = provider if is_offered(provider) else ""
    context = {
        "refusal": refusal,
        "provider": again,
        "title": title_of(again),
        "next": wanted,
    }
    return render(
        request, "accounts/social/refused.html", context, status=refusal.status
    )


@method_decorator(never_cache, name="dispatch")
class StartView(View):
    """Only a pressed button leads to a provider; a link leads to the sign-in page."""

    def get(self, request: HttpRequest, provider: str) -> HttpResponse:
        return redirect("accounts:login")

    def post(self, request: HttpRequest, provider: str) -> HttpResponse:
        wanted = safe_next(request)
        try:
            return redirect(depart(request, provider, wanted=wanted))
        except DomainError as refusal:
            return refused(request, refusal, provider, wanted)


@method_decorator(never_cache, name="dispatch")
class CallbackView(View):
    """Where a provider sends the browser back to."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, provider: str) -> HttpResponse:
        departure = Departure()
        try:
            departure = departure_of(request, provider)
            if departure.language:
                # The address is the same for all languages, the reader is not.
                translation.activate(departure.language)
            return self._settle(arrive(request, provider), departure)
        except DomainError as refusal:
            return refused(request, refusal, provider, departure.next)

    def _settle(self, identity: Identity, departure: Departure) -> HttpResponse:
        user = find_user(self.request)
        if departure.user_id != (user.pk if user is not None else None):
            # Somebody signed in or out meanwhile: nobody knows who is meant.
            raise SocialStateError
        if user is not None:
            bind_identity(user=user, identity=identity)
            return redirect(departure.next or "bindings:list")
        owner = owner_of(identity)
        if owner is not None:
            require_active(owner)
            return enter(self.request, owner, remember=False, to=departure.next)
        keep_identity(self.request, identity)
        address, wanted = reverse("accounts:social_first"), departure.next
        return redirect(
            f"{address}?{urlencode({'next': wanted})}" if wanted else address
        )


class FirstVisitMixin:
    """Pages for people who came from a provider in the last 15 minutes and have no
    account that knows it."""

    identity: Identity

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if find_user(request) is not None:
            return redirect("bindings:list")
        try:
            self.identity = kept_identity(request)
        except SocialExpiredError as refusal:
            return refused(request, refusal, wanted=safe_next(request))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        identity = self.identity
        return {
            **context,
            "provider_title": title_of(identity.provider),
            "identity": identity,
            "email": mask_email(identity.email) if identity.email else "",
            "is_email_known": is_email_known(identity),
        }


class FirstVisitView(FirstVisitMixin, DoorView):
    """A new account for the person, with or without a password."""

    template_name = "accounts/social/first.html"
    form_class = FirstVisitForm
    extra_context = {"way": "new"}

    def get_initial(self) -> dict[str, Any]:
        return {"username": suggested_username(self.identity)}

    def act(self, values: dict[str, Any]) -> HttpResponse:
        user = sign_up_with_identity(
            identity=self.identity,
            newcomer=values["newcomer"],
            accepts=values["accepts"],
        )
        drop_identity(self.request)
        return self.welcome(user, remember=True)


class BindMixin(FirstVisitMixin):
    """Signing in with what exists binds the identity first; both, or neither."""

    def welcome(self, user: User, *, remember: bool = False) -> HttpResponse:
        bind_identity(user=user, identity=self.identity)
        drop_identity(self.request)  # type: ignore[attr-defined]
        return super().welcome(user, remember=remember)  # type: ignore[misc]


class BindView(BindMixin, SignInView):
    template_name = "accounts/social/bind.html"
    extra_context = {"way": "password"}


class BindByCodeView(BindMixin, CodeSignInView):
    template_name = "accounts/social/bind.html"
    extra_context = {"way": "code"}

    def act(self, values: dict[str, Any]) -> HttpResponse:
        # A number without an account is told so here: the way to a new account is
        # the other page.
        user = check_code_sign_in(target=values["target"], digits=values["code"])
        return self.welcome(user, remember=values["remember"])
