"""Signing up, signing in, tokens and resets."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.api.serializers import (
    ActivationSerializer,
    MessageSerializer,
    RefreshSerializer,
    ResetRequestSerializer,
    ResetSerializer,
    SignedInSerializer,
    SignInSerializer,
    SignUpSerializer,
    TokenPairSerializer,
)
from accounts.codes.budget import asker_of
from accounts.current import current_user
from accounts.human import verify_human
from accounts.human.api import proof_of
from accounts.limits.api import PublicView, Throttles
from accounts.limits.visitors import client_address
from accounts.models import User
from accounts.services.activation import activate, begin_sign_up_by_mail
from accounts.services.consents import missing_consents
from accounts.services.devices import SESSION_KEY, revoke_device, revoke_devices
from accounts.services.passwords import (
    begin_reset_by_mail,
    reset_by_code,
    reset_by_link,
)
from accounts.services.sign_in import check_code_sign_in, check_password_sign_in
from accounts.services.sign_up import sign_up_by_code
from accounts.services.tokens import issue_tokens, refresh_tokens
from core.api.errors import raise_for_fields


def signed_in(request: Request, user: User, status: int = 201) -> Response:
    """Tokens of a new device, and who it belongs to."""
    tokens = issue_tokens(user=user, request=request._request)
    due = missing_consents(user)
    body = SignedInSerializer({"user": user, "tokens": tokens, "due": due}).data
    return Response(body, status=status)


class UsersView(PublicView):
    """Signs up: with a code at once, with an e-mail address by a link."""

    @extend_schema(
        operation_id="users_create",
        tags=["accounts"],
        request=SignUpSerializer,
        responses={201: SignedInSerializer, 202: MessageSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = SignUpSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        if not values.get("code"):
            return self._send_link(request, values)
        user = sign_up_by_code(
            newcomer=values["newcomer"],
            target=values["target"],
            digits=values["code"],
            accepts=values["accepts_terms"],
        )
        return signed_in(request, user)

    def _send_link(self, request: Request, values: dict[str, Any]) -> Response:
        address = client_address(request._request) or ""
        verify_human(proof_of(values.get("human")), address=address)
        begin_sign_up_by_mail(
            newcomer=values["newcomer"],
            email=values["email"],
            accepts=values["accepts_terms"],
            asker=asker_of(request._request),
        )
        detail = _("激活邮件已发出，请在 24 小时内打开其中的链接。")
        return Response({"detail": detail}, status=202)


class ActivationView(PublicView):
    """Makes the account a link in a mail speaks of."""

    @extend_schema(
        operation_id="users_activate",
        tags=["accounts"],
        request=ActivationSerializer,
        responses={201: SignedInSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = ActivationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        return signed_in(
            request, activate(values["ticket"], password=values["password"])
        )


class AuthorizationsView(PublicView):
    """Signs an app in."""

    @extend_schema(
        operation_id="authorizations_create",
        tags=["accounts"],
        request=SignInSerializer,
        responses={201: SignedInSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = SignInSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        if values["target"]:
            user = check_code_sign_in(target=values["target"], digits=values["code"])
        else:
            user = check_password_sign_in(
                request._request,
                account=values["account"],
                password=values["password"],
                proof=proof_of(values.get("human")),
            )
        return signed_in(request, user)


class RefreshView(PublicView):
    """Exchanges a refresh token for the next pair."""

    throttle_classes: Throttles = ()

    @extend_schema(
        operation_id="authorizations_refresh",
        tags=["accounts"],
        request=RefreshSerializer,
        responses=TokenPairSerializer,
    )
    def post(self, request: Request) -> Response:
        asked_at = timezone.now()
        asked = RefreshSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        refresh = asked.validated_data["refresh"]
        pair = refresh_tokens(refresh=refresh, asked_at=asked_at)
        return Response(TokenPairSerializer(pair).data)


def current_device(request: Request) -> int | None:
    """The device this request comes from, by token or by session."""
    by_token = getattr(request.user, "device_id", None)
    if by_token is not None:
        return int(by_token)
    by_session = request._request.session.get(SESSION_KEY)
    return by_session if isinstance(by_session, int) else None


class CurrentAuthorizationView(APIView):
    """Signs this device out."""

    permission_classes = (IsAuthenticated,)
    is_open_without_consent = True

    @extend_schema(
        operation_id="authorizations_destroy",
        tags=["accounts"],
        request=None,
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        device_id = current_device(request)
        if device_id is not None:
            revoke_device(user=current_user(request), device_id=device_id)
        return Response(status=204)


class AllAuthorizationsView(APIView):
    """Signs every device out, this one too."""

    permission_classes = (IsAuthenticated,)
    is_open_without_consent = True

    @extend_schema(
        operation_id="authorizations_destroy_all",
        tags=["accounts"],
        request=None,
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        revoke_devices(user=current_user(request))
        return Response(status=204)


class ResetRequestView(PublicView):
    """Sends a link for a new password; the answer is the same for everyone."""

    @extend_schema(
        operation_id="password_reset_request",
        tags=["accounts"],
        request=ResetRequestSerializer,
        responses={202: MessageSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = ResetRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        address = client_address(request._request) or ""
        verify_human(proof_of(values.get("human")), address=address)
        begin_reset_by_mail(email=values["email"], asker=asker_of(request._request))
        detail = _("如果这个邮箱注册过，重置链接已经发到邮箱里。")
        return Response({"detail": detail}, status=202)


class ResetView(PublicView):
    """Sets a new password by a link or a code; every device is signed out."""

    @extend_schema(
        operation_id="password_reset",
        tags=["accounts"],
        request=ResetSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        asked = ResetSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        try:
            if "ticket" in values:
                reset_by_link(ticket=values["ticket"], password=values["password"])
            else:
                reset_by_code(
                    mobile=values["mobile"],
                    digits=values["code"],
                    password=values["password"],
                )
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"password": refusal}))
        return Response(status=204)
