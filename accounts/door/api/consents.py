"""Terms and privacy for apps: what is due, and agreeing to it."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.devices.api.base import OwnView
from accounts.door.consents import (
    missing_consents,
    record_consents,
    require_consent,
)


class ConsentsSerializer(serializers.Serializer):
    """`due` names the documents in force that were not agreed to, with their version."""

    due = serializers.DictField(child=serializers.CharField())


class AgreementSerializer(serializers.Serializer):
    accepts_terms = serializers.BooleanField()


class ConsentsView(OwnView):
    """What the person who asks has still to agree to."""

    is_open_without_consent = True

    @extend_schema(
        operation_id="me_consents", tags=["me"], responses=ConsentsSerializer
    )
    def get(self, request: Request) -> Response:
        return Response({"due": missing_consents(self.person)})

    @extend_schema(
        operation_id="me_consents_create",
        tags=["me"],
        request=AgreementSerializer,
        responses={201: ConsentsSerializer},
    )
    def post(self, request: Request) -> Response:
        agreement = self.parsed(AgreementSerializer)
        versions = require_consent(agreement["accepts_terms"])
        record_consents(user=self.person, versions=versions)
        return Response({"due": missing_consents(self.person)}, status=201)
