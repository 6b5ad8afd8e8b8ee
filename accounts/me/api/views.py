"""The own account: profile, picture, contacts, password, preferences."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.codes.budget import asker_of
from accounts.current import is_by_token
from accounts.devices.api.base import LimitedOwnView, OwnView
from accounts.door.api.serializers import (
    MeSerializer,
    MessageSerializer,
    TicketSerializer,
)
from accounts.door.passwords import change_password
from accounts.limits.api import LimitedView
from accounts.me.api.base import OwnerView
from accounts.me.api.serializers import (
    EmailChangeSerializer,
    MobileChangeSerializer,
    PasswordChangeSerializer,
    PreferencesSerializer,
)
from accounts.me.contacts import begin_email_change, bind_mobile, confirm_email
from accounts.me.profile import remove_avatar, set_avatar
from accounts.models import Preferences
from core.api.bodies import parsed
from core.api.errors import raise_for_fields


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


class PasswordView(LimitedOwnView):
    """A new password; every other device is signed out."""

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
                device_id=self.device,
            )
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"password": refusal}))
        if not is_by_token(request):
            # A session knows the password it was opened with; a token does not.
            update_session_auth_hash(request._request, self.person)
        return Response(status=204)


class EmailView(OwnerView):
    """Sends a link to a new address; it is bound when the link is opened."""

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


class EmailConfirmationView(LimitedView):
    """Binds the address a link speaks of."""

    @extend_schema(
        operation_id="me_email_confirm",
        tags=["me"],
        request=TicketSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        confirm_email(parsed(TicketSerializer, request.data)["ticket"])
        return Response(status=204)


class MobileView(OwnerView):
    """Binds a number, proved by a code."""

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
    """Privacy, language and theme."""

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
