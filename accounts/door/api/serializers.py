"""Shapes that come in and go out at the door, below `/api/v1/`."""

from typing import Any

from rest_framework import serializers

from django.core.exceptions import ValidationError as DjangoValidationError

from accounts.codes.api.serializers import DigitsField
from accounts.devices.api.serializers import TokenPairSerializer
from accounts.door.sign_up import clean_newcomer
from accounts.human.api import HumanProofSerializer
from accounts.identity.api_fields import (
    MailField,
    MobileField,
    PasswordField,
    TargetMixin,
)
from accounts.models import User
from accounts.staff.own_names import require_own_name
from core.api.changes import ChangedFieldsMixin
from core.api.errors import raise_for_fields
from core.lines import plain_line


class CountSerializer(serializers.Serializer):
    """How many have it: 0 or 1."""

    count = serializers.IntegerField(min_value=0, max_value=1)


class SignUpSerializer(TargetMixin):
    username = serializers.CharField(max_length=40)
    password = PasswordField()
    code = DigitsField(required=False)
    accepts_terms = serializers.BooleanField()
    human = HumanProofSerializer(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        if attrs.get("mobile") and not attrs.get("code"):
            raise serializers.ValidationError(
                {"code": self.fields["code"].error_messages["required"]},
                code="required",
            )
        try:
            attrs["newcomer"] = clean_newcomer(attrs["username"], attrs["password"])
        except DjangoValidationError as refusal:
            raise_for_fields(refusal)
        return attrs


class TicketSerializer(serializers.Serializer):
    ticket = serializers.CharField(max_length=2000)


class ActivationSerializer(TicketSerializer):
    """`password` is the one chosen at signing up."""

    password = PasswordField()


class SignInSerializer(serializers.Serializer):
    """`account` and `password`, or `mobile` (or `email`) and `code`."""

    account = serializers.CharField(max_length=254, required=False)
    password = PasswordField(required=False)
    mobile = MobileField(required=False)
    email = MailField(required=False)
    code = DigitsField(required=False)
    human = HumanProofSerializer(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        by_password = {"account", "password"} <= attrs.keys()
        target = attrs.get("mobile") or attrs.get("email")
        if not by_password and not (target and attrs.get("code")):
            missing = "password" if "account" in attrs else "account"
            message = self.fields[missing].error_messages["required"]
            raise serializers.ValidationError({missing: message}, code="required")
        attrs["target"] = None if by_password else target
        return attrs


class MeSerializer(ChangedFieldsMixin, serializers.ModelSerializer):
    """The own account; numbers and addresses are masked."""

    mobile = serializers.CharField(source="masked_mobile", read_only=True)
    email = serializers.CharField(source="masked_email", read_only=True)
    avatar_url = serializers.SerializerMethodField()
    has_password = serializers.BooleanField(
        source="has_usable_password", read_only=True
    )

    class Meta:
        model = User
        fields = (
            "id",
            "username",
            "nickname",
            "avatar_url",
            "bio",
            "gender",
            "birthday",
            "city",
            "website",
            "mobile",
            "email",
            "has_password",
            "date_joined",
        )
        read_only_fields = ("id", "username", "date_joined")

    def validate_nickname(self, nickname: str) -> str:
        line = plain_line(nickname)
        if self.instance is None or line != self.instance.nickname:
            try:
                require_own_name(line, owner=self.instance)
            except DjangoValidationError as refusal:
                raise serializers.ValidationError(
                    refusal.message, code=refusal.code
                ) from refusal
        return line

    def get_avatar_url(self, user: User) -> str | None:
        return user.face.picture


class SignedInSerializer(serializers.Serializer):
    """Who signed in, and the tokens of the new device.

    Until what is `due` of terms and privacy was agreed to, other endpoints answer
    403 `consent_due`.
    """

    user = MeSerializer()
    tokens = TokenPairSerializer()
    due = serializers.DictField(child=serializers.CharField())


class MessageSerializer(serializers.Serializer):
    detail = serializers.CharField()


class MailSerializer(serializers.Serializer):
    email = MailField()


class ResetRequestSerializer(MailSerializer):
    human = HumanProofSerializer(required=False)


class ResetSerializer(serializers.Serializer):
    """`ticket` of the link, or `mobile` and `code`."""

    ticket = serializers.CharField(max_length=2000, required=False)
    mobile = MobileField(required=False)
    code = DigitsField(required=False)
    password = PasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "ticket" not in attrs and not {"mobile", "code"} <= attrs.keys():
            message = self.fields["ticket"].error_messages["required"]
            raise serializers.ValidationError({"ticket": message}, code="required")
        return attrs
