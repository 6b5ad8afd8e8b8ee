"""Leaving, for apps; what programs read still says deletion."""

from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from django.http import Http404

from accounts.leaving.services import (
    ask_to_leave,
    leaving_of,
    take_back_leaving,
)
from accounts.me.api.base import OwnerSerializer, OwnerView
from accounts.models import DeletionRequest


@extend_schema_serializer(component_name="Deletion")
class LeavingSerializer(serializers.ModelSerializer):
    """That the account will be deleted at `due_at`, unless that is taken back."""

    class Meta:
        model = DeletionRequest
        fields = ("keeps_texts", "created_at", "due_at")


@extend_schema_serializer(component_name="DeletionCreate")
class LeavingCreateSerializer(OwnerSerializer):
    keeps_texts = serializers.BooleanField()


class LeavingView(OwnerView):
    """The wish to leave: there for 7 days, then carried out."""

    is_open_without_consent = True

    @extend_schema(operation_id="me_deletion", tags=["me"], responses=LeavingSerializer)
    def get(self, request: Request) -> Response:
        leaving = leaving_of(self.person)
        if leaving is None:
            raise Http404
        return Response(LeavingSerializer(leaving).data)

    @extend_schema(
        operation_id="me_deletion_update",
        tags=["me"],
        request=LeavingCreateSerializer,
        responses=LeavingSerializer,
    )
    def put(self, request: Request) -> Response:
        values = self.parsed(LeavingCreateSerializer)
        self.confirm(values)
        leaving = ask_to_leave(
            user=self.person,
            keeps_texts=values["keeps_texts"],
            device_id=self.device,
        )
        return Response(LeavingSerializer(leaving).data)

    @extend_schema(
        operation_id="me_deletion_destroy", tags=["me"], responses={204: None}
    )
    def delete(self, request: Request) -> Response:
        if not take_back_leaving(user=self.person):
            raise Http404
        return Response(status=204)
