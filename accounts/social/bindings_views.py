"""`/me/bindings/`: what is bound to the own account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.current import current_user
from accounts.door.other_hosts import open_ways_in
from accounts.me.views.base import MeView
from accounts.social.providers import offered_providers
from accounts.social.selectors import identities_of
from accounts.social.services import unbind_identity
from core.exceptions import DomainError


def bindings_page(
    request: HttpRequest, refusal: DomainError | None = None
) -> HttpResponse:
    bound = identities_of(current_user(request))
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


class BindingsView(MeView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return bindings_page(request)


class UnbindView(MeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, identity_id: int) -> HttpResponse:
        try:
            if not unbind_identity(user=self.person, identity_id=identity_id):
                raise Http404
        except DomainError as refusal:
            return bindings_page(request, refusal)
        return redirect("bindings:list")
