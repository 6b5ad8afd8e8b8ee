"""Tokens, and where a person is signed in."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from django.http import Http404
from django.utils import timezone

from accounts.devices.api.base import OwnView
from accounts.devices.api.serializers import (
    DeviceSerializer,
    RefreshSerializer,
    TokenPairSerializer,
)
from accounts.devices.services import (
    revoke_device,
    revoke_devices,
    signed_in_devices,
)
from accounts.devices.tokens import refresh_tokens
from core.api.bodies import parsed
from core.api.views import PublicView


class RefreshView(PublicView):
    """Exchanges a refresh token for the next pair."""

    @extend_schema(
        operation_id="authorizations_refresh",
        tags=["accounts"],
        request=RefreshSerializer,
        responses=TokenPairSerializer,
    )
    def post(self, request: Request) -> Response:
        asked_at = timezone.now()
        values = parsed(RefreshSerializer, request.data)
        pair = refresh_tokens(refresh=values["refresh"], asked_at=asked_at)
        return Response(TokenPairSerializer(pair).data)


class CurrentAuthorizationView(OwnView):
    """Signs this device out."""

    is_open_without_consent = True

    @extend_schema(
        operation_id="authorizations_destroy",
        tags=["accounts"],
        request=None,
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        if self.device is not None:
            revoke_device(user=self.person, device_id=self.device)
        return Response(status=204)


class AllAuthorizationsView(OwnView):
    """Signs every device out, this one too."""

    is_open_without_consent = True

    @extend_schema(
        operation_id="authorizations_destroy_all",
        tags=["accounts"],
        request=None,
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        revoke_devices(user=self.person)
        return Response(status=204)


class DevicesView(OwnView):
    """Where the person is signed in, last seen first."""

    @extend_schema(
        operation_id="me_devices", tags=["me"], responses=DeviceSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        devices = signed_in_devices(self.person, self.device)
        return Response(DeviceSerializer(devices, many=True).data)


class DeviceView(OwnView):
    """Signs one device out."""

    @extend_schema(
        operation_id="me_devices_destroy", tags=["me"], responses={204: None}
    )
    def delete(self, request: Request, device_id: int) -> Response:
        if not revoke_device(user=self.person, device_id=device_id):
            raise Http404
        return Response(status=204)
