"""Copies of the own data, for apps."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from django.http import Http404
from django.http.response import HttpResponseBase

from accounts.devices.api.base import LimitedOwnView, OwnView
from accounts.me.export.making import fail_stale_exports
from accounts.me.export.services import request_export
from accounts.me.export.views import export_answer
from accounts.models import DataExport

SHOWN = 20


class ExportSerializer(serializers.ModelSerializer):
    """A copy of the own data; `ready` ones can be downloaded until `expires_at`."""

    class Meta:
        model = DataExport
        fields = ("id", "state", "created_at", "ready_at", "expires_at")


class ExportsView(LimitedOwnView):
    """Copies of the own data, the last one first."""

    is_open_without_consent = True

    @extend_schema(
        operation_id="me_exports", tags=["me"], responses=ExportSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        fail_stale_exports()
        exports = DataExport.objects.filter(user=self.person)[:SHOWN]
        return Response(ExportSerializer(exports, many=True).data)

    @extend_schema(
        operation_id="me_exports_create",
        tags=["me"],
        request=None,
        responses={202: ExportSerializer},
    )
    def post(self, request: Request) -> Response:
        export = request_export(user=self.person)
        return Response(ExportSerializer(export).data, status=202)


class ExportView(OwnView):
    """The file of one copy, a ZIP; for its owner only."""

    is_open_without_consent = True

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[Any, Any]:
        # Asking for application/zip is right, though no renderer makes it.
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(
        operation_id="me_exports_retrieve",
        tags=["me"],
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, export_id: int) -> HttpResponseBase:
        try:
            return export_answer(self.person, export_id)
        except DataExport.DoesNotExist as none:
            raise Http404 from none
