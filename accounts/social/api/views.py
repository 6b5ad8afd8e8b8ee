"""Social login for apps, which have no session but hold signed tickets."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from django.conf import settings
from django.db import transaction
from django.http import Http404

from accounts.devices.api.base import LimitedOwnView, OwnView
from accounts.door.api.serializers import SignedInSerializer
from accounts.door.api.views import signed_in
from accounts.door.sign_in import check_password_sign_in, require_active
from accounts.human.api import proof_of
from accounts.limits.api import LimitedView
from accounts.models import User
from accounts.social.api.serializers import (
    BindingSerializer,
    BindingTicketSerializer,
    DepartureQuerySerializer,
    SocialAccountSerializer,
    SocialArrivalSerializer,
    SocialDepartureSerializer,
    SocialNewcomerSerializer,
)
from accounts.social.exceptions import ProviderUnknownError, RedirectRefusedError
from accounts.social.flow import app_address, app_arrive, own_callback
from accounts.social.identity import Identity
from accounts.social.providers import is_offered
from accounts.social.selectors import (
    binding_of,
    identities_of,
    owner_of,
    suggested_username,
)
from accounts.social.services import (
    bind_identity,
    sign_up_with_identity,
    unbind_identity,
)
from accounts.social.tickets import (
    LIFETIME,
    identity_in,
    make_identity_ticket,
    make_state,
    spend_identity_ticket,
    spend_state,
)
from core.api.bodies import parsed

EXPIRES_IN = int(LIFETIME.total_seconds())
PROVIDER_DOWN = OpenApiResponse(
    response={"$ref": "#/components/schemas/Refusal"},
    description="the provider did not answer as it should",
)


def return_addresses(request: Request, provider: str) -> list[str]:
    """Where a provider may send people back to; the site's own comes first."""
    if not is_offered(provider):
        raise ProviderUnknownError
    return [own_callback(request._request, provider), *settings.SOCIAL_APP_REDIRECTS]


class DepartureView(LimitedView):
    """Where an app sends a person to sign in."""

    @extend_schema(
        operation_id="oauth_authorization",
        tags=["accounts"],
        parameters=[DepartureQuerySerializer],
        responses=SocialDepartureSerializer,
    )
    def get(self, request: Request, provider: str) -> Response:
        addresses = return_addresses(request, provider)
        wanted = parsed(DepartureQuerySerializer, request.query_params)["redirect_uri"]
        redirect_uri = wanted or addresses[0]
        if redirect_uri not in addresses:
            raise RedirectRefusedError
        state = make_state(provider, redirect_uri)
        url = app_address(
            request._request, provider, state=state, redirect_uri=redirect_uri
        )
        body = {
            "url": url,
            "state": state,
            "redirect_uri": redirect_uri,
            "expires_in": EXPIRES_IN,
        }
        return Response(body)


class ArrivalView(LimitedView):
    """Exchanges what the provider sent back: for tokens, or for a ticket."""

    @extend_schema(
        operation_id="oauth_create",
        tags=["accounts"],
        request=SocialArrivalSerializer,
        responses={
            200: SignedInSerializer,
            202: SocialNewcomerSerializer,
            502: PROVIDER_DOWN,
        },
    )
    def post(self, request: Request, provider: str) -> Response:
        addresses = return_addresses(request, provider)
        values = parsed(SocialArrivalSerializer, request.data)
        redirect_uri = spend_state(provider, values["state"], addresses)
        identity = app_arrive(
            request._request, provider, redirect_uri=redirect_uri, **values
        )
        owner = owner_of(identity)
        if owner is not None:
            return signed_in(request, require_active(owner), status=200)
        body = {
            "ticket": make_identity_ticket(identity),
            "provider": provider,
            "nickname": identity.nickname,
            "username": suggested_username(identity),
            "expires_in": EXPIRES_IN,
        }
        return Response(body, status=202)


class SocialAccountsView(LimitedView):
    """Makes an account for the identity of a ticket, or binds it to one."""

    @extend_schema(
        operation_id="oauth_accounts_create",
        tags=["accounts"],
        request=SocialAccountSerializer,
        responses={201: SignedInSerializer},
    )
    def post(self, request: Request, provider: str) -> Response:
        values = parsed(SocialAccountSerializer, request.data)
        identity = identity_in(provider, values["ticket"])
        if "account" in values:
            user = self._bind(request, values, identity)
        else:
            user = self._sign_up(values, identity)
        return signed_in(request, user)

    def _bind(
        self, request: Request, values: dict[str, Any], identity: Identity
    ) -> User:
        user = check_password_sign_in(
            request._request,
            account=values["account"],
            password=values["password"],
            proof=proof_of(values.get("human")),
        )
        with transaction.atomic():
            spend_identity_ticket(values["ticket"])
            bind_identity(user=user, identity=identity)
        return user

    @transaction.atomic
    def _sign_up(self, values: dict[str, Any], identity: Identity) -> User:
        spend_identity_ticket(values["ticket"])
        return sign_up_with_identity(
            identity=identity,
            newcomer=values["newcomer"],
            accepts=values["accepts_terms"],
        )


class BindingsView(LimitedOwnView):
    """The identities bound to the own account, oldest first."""

    @extend_schema(
        operation_id="me_bindings", tags=["me"], responses=BindingSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        bound = identities_of(self.person)
        return Response(BindingSerializer(bound, many=True).data)

    @extend_schema(
        operation_id="me_bindings_create",
        tags=["me"],
        request=BindingTicketSerializer,
        responses={201: BindingSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.parsed(BindingTicketSerializer)
        identity = identity_in(values["provider"], values["ticket"])
        with transaction.atomic():
            spend_identity_ticket(values["ticket"])
            row = bind_identity(user=self.person, identity=identity)
        return Response(BindingSerializer(binding_of(row)).data, status=201)


class BindingView(OwnView):
    """Lets an identity go, unless it is the last way in."""

    @extend_schema(
        operation_id="me_bindings_destroy", tags=["me"], responses={204: None}
    )
    def delete(self, request: Request, identity_id: int) -> Response:
        if not unbind_identity(user=self.person, identity_id=identity_id):
            raise Http404
        return Response(status=204)
