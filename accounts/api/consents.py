"""Terms and privacy for apps: what is due, and agreeing to it."""

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.services.consents import (
    missing_consents,
    record_consents,
    require_consent,
)


class ConsentsSerializer(serializers.Serializer):
    """`due` names the documents in force that were not agreed to, with their version."""

    due = serializers.DictField(child=serializers.CharField())


class AgreementSerializer(serializers.Serializer):
    accepts_terms = serializers.BooleanField()


class ConsentsView(APIView):
    """What the person who asks has still to agree to."""

    permission_classes = (IsAuthenticated,)
    is_open_without_consent = True

    @extend_schema(
        operation_id="me_consents", tags=["me"], responses=ConsentsSerializer
    )
    def get(self, request: Request) -> Response:
        return Response({"due": missing_consents(cast(User, request.user))})

    @extend_schema(
        operation_id="me_consents_create",
        tags=["me"],
        request=AgreementSerializer,
        responses={201: ConsentsSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = AgreementSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user = cast(User, request.user)
        versions = require_consent(asked.validated_data["accepts_terms"])
        record_consents(user=user, versions=versions)
        return Response({"due": missing_consents(user)}, status=201)
