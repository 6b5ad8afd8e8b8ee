"""The own account: profile, picture, contacts, password, devices, preferences."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.api.serializers import (
    DeviceSerializer,
    EmailChangeSerializer,
    MeSerializer,
    MessageSerializer,
    MobileChangeSerializer,
    PasswordChangeSerializer,
    PreferencesSerializer,
    TicketSerializer,
)
from accounts.api.views.sign_in import current_device
from accounts.codes.budget import asker_of
from accounts.limits.api import AccountThrottle, PublicView
from accounts.models import Preferences, User
from accounts.services.contacts import begin_email_change, bind_mobile, confirm_email
from accounts.services.devices import revoke_device, signed_in_devices
from accounts.services.ownership import require_owner
from accounts.services.passwords import change_password
from accounts.services.profile import remove_avatar, set_avatar
from core.api.errors import raise_for_fields


class OwnView(APIView):
    """An endpoint about the person who asks."""

    permission_classes = (IsAuthenticated,)

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    def parsed(self, kind: type[serializers.Serializer]) -> dict[str, Any]:
        """The body, checked by `kind`."""
        asked = kind(data=self.request.data)
        asked.is_valid(raise_exception=True)
        return asked.validated_data

    def confirm(self, values: dict[str, Any]) -> None:
        """Raises what `require_owner` does, for the `password` among `values`."""
        require_owner(
            self.request._request,
            user=self.person,
            device_id=current_device(self.request),
            password=values["password"],
        )


class MeView(OwnView):
    """The own profile."""

    @extend_schema(operation_id="me", tags=["me"], responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(self.person).data)

    @extend_schema(
        operation_id="me_update",
        tags=["me"],
        request=MeSerializer,
        responses=MeSerializer,
    )
    def patch(self, request: Request) -> Response:
        change = MeSerializer(self.person, data=request.data, partial=True)
        change.is_valid(raise_exception=True)
        change.save()
        return Response(change.data)


class AvatarSerializer(serializers.Serializer):
    avatar = serializers.FileField()


class AvatarView(OwnView):
    """The own picture; it is checked and encoded anew."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="me_avatar_update",
        tags=["me"],
        request={"multipart/form-data": AvatarSerializer},
        responses=MeSerializer,
    )
    def put(self, request: Request) -> Response:
        set_avatar(user=self.person, file=self.parsed(AvatarSerializer)["avatar"])
        return Response(MeSerializer(self.person).data)

    @extend_schema(operation_id="me_avatar_destroy", tags=["me"], responses={204: None})
    def delete(self, request: Request) -> Response:
        remove_avatar(user=self.person)
        return Response(status=204)


class PasswordView(OwnView):
    """A new password; every other device is signed out."""

    throttle_classes = (AccountThrottle,)

    @extend_schema(
        operation_id="me_password_update",
        tags=["me"],
        request=PasswordChangeSerializer,
        responses={204: None},
    )
    def put(self, request: Request) -> Response:
        values = self.parsed(PasswordChangeSerializer)
        try:
            change_password(
                request._request,
                user=self.person,
                current=values["current"],
                password=values["password"],
                device_id=current_device(request),
            )
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"password": refusal}))
        if not hasattr(self.person, "device_id"):
            # A session knows the password it was opened with; a token does not.
            update_session_auth_hash(request._request, self.person)
        return Response(status=204)


class EmailView(OwnView):
    """Sends a link to a new address; it is bound when the link is opened."""

    throttle_classes = (AccountThrottle,)

    @extend_schema(
        operation_id="me_email_update",
        tags=["me"],
        request=EmailChangeSerializer,
        responses={202: MessageSerializer},
    )
    def put(self, request: Request) -> Response:
        values = self.parsed(EmailChangeSerializer)
        self.confirm(values)
        begin_email_change(
            user=self.person,
            email=values["email"],
            asker=asker_of(request._request),
        )
        detail = _("确认邮件已发出，请打开其中的链接。")
        return Response({"detail": detail}, status=202)


class EmailConfirmationView(PublicView):
    """Binds the address a link speaks of."""

    @extend_schema(
        operation_id="me_email_confirm",
        tags=["me"],
        request=TicketSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        asked = TicketSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        confirm_email(asked.validated_data["ticket"])
        return Response(status=204)


class MobileView(OwnView):
    """Binds a number, proved by a code."""

    throttle_classes = (AccountThrottle,)

    @extend_schema(
        operation_id="me_mobile_update",
        tags=["me"],
        request=MobileChangeSerializer,
        responses=MeSerializer,
    )
    def put(self, request: Request) -> Response:
        values = self.parsed(MobileChangeSerializer)
        self.confirm(values)
        bind_mobile(user=self.person, mobile=values["mobile"], digits=values["code"])
        return Response(MeSerializer(self.person).data)


class PreferencesView(OwnView):
    """Notifications, privacy, language and theme."""

    @extend_schema(
        operation_id="me_preferences", tags=["me"], responses=PreferencesSerializer
    )
    def get(self, request: Request) -> Response:
        chosen = Preferences.objects.filter(user=self.person).first()
        return Response(PreferencesSerializer(chosen or Preferences()).data)

    @extend_schema(
        operation_id="me_preferences_update",
        tags=["me"],
        request=PreferencesSerializer,
        responses=PreferencesSerializer,
    )
    def patch(self, request: Request) -> Response:
        chosen, _made = Preferences.objects.get_or_create(user=self.person)
        change = PreferencesSerializer(chosen, data=request.data, partial=True)
        change.is_valid(raise_exception=True)
        change.save()
        return Response(change.data)


class DevicesView(OwnView):
    """Where the person is signed in, last seen first."""

    @extend_schema(
        operation_id="me_devices", tags=["me"], responses=DeviceSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        devices = signed_in_devices(self.person, current_device(request))
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
