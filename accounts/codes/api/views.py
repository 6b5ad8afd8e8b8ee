"""Asking for a code, and how it fares."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from django.utils import timezone

from accounts.codes.api.serializers import CodeRequestSerializer, CodeSerializer
from accounts.codes.budget import asker_of
from accounts.codes.digits import COOLDOWN, LIFETIME
from accounts.codes.exceptions import LinkInvalidError
from accounts.codes.links import make_ticket, read_ticket
from accounts.codes.proved import send_code
from accounts.codes.unsent import fail_unsent_codes
from accounts.human.api import proof_of
from accounts.limits.api import LimitedView
from accounts.limits.visitors import mark_visitor
from accounts.models import VerificationCode
from core.api.bodies import parsed
from core.api.views import PublicView


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


class CodesView(LimitedView):
    """Asks for a code."""

    @extend_schema(
        operation_id="codes_create",
        tags=["accounts"],
        request=CodeRequestSerializer,
        responses={201: CodeSerializer},
    )
    def post(self, request: Request) -> Response:
        values = parsed(CodeRequestSerializer, request.data)
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
