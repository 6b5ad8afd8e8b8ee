"""`/me/bindings/`: what is bound to the own account."""

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.social.providers import offered_providers
from accounts.social.selectors import identities_of
from accounts.social.services import unbind_identity
from accounts.ways_in import open_ways_in
from core.exceptions import DomainError


def bindings_page(
    request: HttpRequest, refusal: DomainError | None = None
) -> HttpResponse:
    bound = identities_of(cast(User, request.user))
    taken = {binding.provider for binding in bound}
    context: dict[str, Any] = {
        "bindings": bound,
        "unbound": [each for each in offered_providers() if each.name not in taken],
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    page = render(request, "accounts/social/bindings.html", context, status=status)
    open_ways_in(request, page)
    return page


@method_decorator(never_cache, name="dispatch")
class BindingsView(LoginRequiredMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return bindings_page(request)


@method_decorator(never_cache, name="dispatch")
class UnbindView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, identity_id: int) -> HttpResponse:
        user = cast(User, request.user)
        try:
            if not unbind_identity(user=user, identity_id=identity_id):
                raise Http404
        except DomainError as refusal:
            return bindings_page(request, refusal)
        return redirect("bindings:list")
