"""Shapes of the own account below `/api/v1/`."""

from rest_framework import serializers

from accounts.codes.api.serializers import DigitsField
from accounts.door.api.serializers import MailSerializer
from accounts.identity.api_fields import (
    MobileField,
    PasswordField,
)
from accounts.me.api.base import OwnerSerializer
from accounts.models import Preferences
from core.api.changes import ChangedFieldsMixin


class PasswordChangeSerializer(serializers.Serializer):
    current = PasswordField(required=False, default="", allow_blank=True)
    password = PasswordField()


class EmailChangeSerializer(OwnerSerializer, MailSerializer):
    pass


class MobileChangeSerializer(OwnerSerializer):
    mobile = MobileField()
    code = DigitsField()


class PreferencesSerializer(ChangedFieldsMixin, serializers.ModelSerializer):
    class Meta:
        model = Preferences
        exclude = ("user",)
