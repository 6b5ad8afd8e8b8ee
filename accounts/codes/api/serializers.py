"""Shapes of codes below `/api/v1/`."""

from typing import Any

from rest_framework import serializers

from accounts.human.api import HumanProofSerializer
from accounts.identity.api_fields import TargetMixin
from accounts.models import VerificationCode


class CodeRequestSerializer(TargetMixin):
    purpose = serializers.ChoiceField(VerificationCode.Purpose.choices)
    human = HumanProofSerializer(required=False)


class CodeSerializer(serializers.Serializer):
    """A code on its way; `ticket` asks how it fares."""

    ticket = serializers.CharField()
    state = serializers.ChoiceField(VerificationCode.State.choices)
    failure = serializers.CharField(allow_blank=True)
    retry_after = serializers.IntegerField(help_text="seconds")
    expires_in = serializers.IntegerField(help_text="seconds")


class DigitsField(serializers.CharField):
    """The 6 digits of a code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, **kwargs)
