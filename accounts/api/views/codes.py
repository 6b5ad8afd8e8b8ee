"""Codes, and whether a name or number is taken."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.api.fields import proof_of
from accounts.api.serializers import (
    CodeRequestSerializer,
    CodeSerializer,
    CountSerializer,
    raise_for_fields,
)
from accounts.api.throttles import AccountThrottle, LookupThrottle
from accounts.codes import COOLDOWN, LIFETIME
from accounts.exceptions import LinkInvalidError
from accounts.links import make_ticket, read_ticket
from accounts.mobiles import parse_mobile
from accounts.models import VerificationCode
from accounts.services.budget import asker_of
from accounts.services.sign_up import target_count, username_count
from accounts.services.unsent import fail_unsent_codes
from accounts.services.verification import send_code
from accounts.usernames import normalise_username, validate_username
from accounts.visitors import mark_visitor

Throttles = tuple[type[BaseThrottle], ...]


class PublicView(APIView):
    """An endpoint for people who are not signed in; tokens are not looked at."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes: Throttles = (AccountThrottle,)


def code_answer(code: VerificationCode) -> dict[str, Any]:
    """What an app needs to know of a code it asked for."""
    now = timezone.now()
    is_failed = code.state == VerificationCode.State.FAILED
    wait = 0.0 if is_failed else (code.created_at + COOLDOWN - now).total_seconds()
    return CodeSerializer(
        {
            "ticket": make_ticket("code", {"id": code.pk}),
            "state": code.state,
            "failure": code.failure,
            "retry_after": max(0, round(wait)),
            "expires_in": max(0, round((code.expires_at - now).total_seconds())),
        }
    ).data


class CodesView(PublicView):
    """Asks for a code."""

    @extend_schema(
        operation_id="codes_create",
        tags=["accounts"],
        request=CodeRequestSerializer,
        responses={201: CodeSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = CodeRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        http = request._request
        code = send_code(
            purpose=values["purpose"],
            target=values["target"],
            asker=asker_of(http),
            proof=proof_of(values.get("human")),
        )
        code.refresh_from_db()
        answer = Response(code_answer(code), status=201)
        mark_visitor(http, answer)
        return answer


class CodeView(PublicView):
    """How a code fares: a page asks while it counts down."""

    throttle_classes: Throttles = ()

    @extend_schema(
        operation_id="codes_retrieve", tags=["accounts"], responses=CodeSerializer
    )
    def get(self, request: Request, ticket: str) -> Response:
        code_id = read_ticket("code", ticket, max_age=LIFETIME).get("id")
        codes = VerificationCode.objects.filter(pk=int(code_id or 0))
        fail_unsent_codes(codes)
        code = codes.first()
        if code is None:
            raise LinkInvalidError
        return Response(code_answer(code))


class UsernameCountView(PublicView):
    """Whether a username, or one that looks like it, is taken."""

    throttle_classes: Throttles = (LookupThrottle,)

    @extend_schema(
        operation_id="usernames_count", tags=["accounts"], responses=CountSerializer
    )
    def get(self, request: Request, name: str) -> Response:
        try:
            validate_username(normalise_username(name))
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"username": refusal}))
        return Response({"count": username_count(name)})


class MobileCountView(PublicView):
    """Whether a mobile number has an account."""

    throttle_classes: Throttles = (LookupThrottle,)

    @extend_schema(
        operation_id="mobiles_count", tags=["accounts"], responses=CountSerializer
    )
    def get(self, request: Request, number: str) -> Response:
        try:
            mobile = parse_mobile(number)
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"mobile": refusal}))
        return Response({"count": target_count(mobile)})
