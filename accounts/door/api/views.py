"""Signing up, signing in and resets, for apps."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.codes.budget import asker_of
from accounts.door.activation import activate, begin_sign_up_by_mail
from accounts.door.api.serializers import (
    ActivationSerializer,
    MessageSerializer,
    ResetRequestSerializer,
    ResetSerializer,
    SignedInSerializer,
    SignInSerializer,
    SignUpSerializer,
)
from accounts.door.consents import missing_consents
from accounts.door.passwords import (
    begin_reset_by_mail,
    reset_by_code,
    reset_by_link,
)
from accounts.door.sign_in import check_code_sign_in, check_password_sign_in, open_app
from accounts.door.sign_up import sign_up_by_code
from accounts.human import verify_human
from accounts.human.api import proof_of
from accounts.limits.api import LimitedView
from accounts.limits.visitors import client_address
from accounts.models import User
from core.api.bodies import parsed
from core.api.errors import raise_for_fields


def signed_in(request: Request, user: User, status: int = 201) -> Response:
    """Tokens of a new device, and who it belongs to."""
    tokens = open_app(request._request, user)
    due = missing_consents(user)
    body = SignedInSerializer({"user": user, "tokens": tokens, "due": due}).data
    return Response(body, status=status)


class UsersView(LimitedView):
    """Signs up: with a code at once, with an e-mail address by a link."""

    @extend_schema(
        operation_id="users_create",
        tags=["accounts"],
        request=SignUpSerializer,
        responses={201: SignedInSerializer, 202: MessageSerializer},
    )
    def post(self, request: Request) -> Response:
        values = parsed(SignUpSerializer, request.data)
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


class ActivationView(LimitedView):
    """Makes the account a link in a mail speaks of."""

    @extend_schema(
        operation_id="users_activate",
        tags=["accounts"],
        request=ActivationSerializer,
        responses={201: SignedInSerializer},
    )
    def post(self, request: Request) -> Response:
        values = parsed(ActivationSerializer, request.data)
        return signed_in(
            request, activate(values["ticket"], password=values["password"])
        )


class AuthorizationsView(LimitedView):
    """Signs an app in."""

    @extend_schema(
        operation_id="authorizations_create",
        tags=["accounts"],
        request=SignInSerializer,
        responses={201: SignedInSerializer},
    )
    def post(self, request: Request) -> Response:
        values = parsed(SignInSerializer, request.data)
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


class ResetRequestView(LimitedView):
    """Sends a link for a new password; the answer is the same for everyone."""

    @extend_schema(
        operation_id="password_reset_request",
        tags=["accounts"],
        request=ResetRequestSerializer,
        responses={202: MessageSerializer},
    )
    def post(self, request: Request) -> Response:
        values = parsed(ResetRequestSerializer, request.data)
        address = client_address(request._request) or ""
        verify_human(proof_of(values.get("human")), address=address)
        begin_reset_by_mail(email=values["email"], asker=asker_of(request._request))
        detail = _("如果这个邮箱注册过，重置链接已经发到邮箱里。")
        return Response({"detail": detail}, status=202)


class ResetView(LimitedView):
    """Sets a new password by a link or a code; every device is signed out."""

    @extend_schema(
        operation_id="password_reset",
        tags=["accounts"],
        request=ResetSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        values = parsed(ResetSerializer, request.data)
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
