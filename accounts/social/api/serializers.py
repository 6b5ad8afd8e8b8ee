"""Shapes of social login below `/api/v1/`."""

from typing import Any

from rest_framework import serializers

from django.core.exceptions import ValidationError as DjangoValidationError

from accounts.human.api import HumanProofSerializer
from accounts.identity.api_fields import PasswordField
from accounts.social.services import clean_first_visit
from core.api.errors import raise_for_fields

LONGEST_TICKET = 2000


class DepartureQuerySerializer(serializers.Serializer):
    redirect_uri = serializers.CharField(
        max_length=500,
        required=False,
        default="",
        allow_blank=True,
        help_text="one of the site's list; without it the site's own address",
    )


class SocialDepartureSerializer(serializers.Serializer):
    """Open `url` in a browser; `state` has to come back unchanged with the code."""

    url = serializers.URLField()
    state = serializers.CharField()
    redirect_uri = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="seconds")


class SocialArrivalSerializer(serializers.Serializer):
    """What the provider sent to the redirect address."""

    code = serializers.CharField(max_length=2048)
    state = serializers.CharField(max_length=200)


class SocialNewcomerSerializer(serializers.Serializer):
    """Nobody here is known by this identity: make or bind an account with `ticket`."""

    ticket = serializers.CharField()
    provider = serializers.CharField()
    nickname = serializers.CharField()
    username = serializers.CharField(help_text="a proposal; empty if none is free")
    expires_in = serializers.IntegerField(help_text="seconds")


class SocialAccountSerializer(serializers.Serializer):
    """With `username` a new account, with `account` and `password` one that exists."""

    ticket = serializers.CharField(max_length=LONGEST_TICKET)
    username = serializers.CharField(max_length=40, required=False)
    accepts_terms = serializers.BooleanField(required=False, default=False)
    account = serializers.CharField(max_length=254, required=False)
    password = PasswordField(required=False, default="", allow_blank=True)
    human = HumanProofSerializer(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "account" in attrs:
            if not attrs["password"]:
                self._require("password")
            return attrs
        if "username" not in attrs:
            self._require("username")
        try:
            attrs["newcomer"] = clean_first_visit(attrs["username"], attrs["password"])
        except DjangoValidationError as refusal:
            raise_for_fields(refusal)
        return attrs

    def _require(self, name: str) -> None:
        message = self.fields[name].error_messages["required"]
        raise serializers.ValidationError({name: message}, code="required")


class BindingSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    provider = serializers.CharField()
    title = serializers.CharField()
    nickname = serializers.CharField()
    bound_at = serializers.DateTimeField()


class BindingTicketSerializer(serializers.Serializer):
    provider = serializers.CharField(max_length=32)
    ticket = serializers.CharField(max_length=LONGEST_TICKET)
