"""The challenge a browser or an app works on, and the proof that comes back."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.human import HumanProof
from accounts.human.altcha import new_challenge
from accounts.limits.api import LimitedView


class HumanChallengeParametersSerializer(serializers.Serializer):
    """Names and meaning are those of ALTCHA's protocol, version 2."""

    algorithm = serializers.CharField(help_text="PBKDF2/SHA-256")
    cost = serializers.IntegerField(help_text="rounds of the derivation")
    expiresAt = serializers.IntegerField(help_text="seconds since 1970")
    keyLength = serializers.IntegerField(help_text="bytes")
    keyPrefix = serializers.CharField(help_text="hex; the derived key starts with it")
    keySignature = serializers.CharField(help_text="hex")
    nonce = serializers.CharField(help_text="hex; with the counter, the password")
    salt = serializers.CharField(help_text="hex")


class HumanChallengeSerializer(serializers.Serializer):
    parameters = HumanChallengeParametersSerializer()
    signature = serializers.CharField(help_text="hex")


class HumanChallengeView(LimitedView):
    """A fresh challenge with every request; good for ten minutes and one use."""

    @extend_schema(
        operation_id="human_challenge", responses={200: HumanChallengeSerializer}
    )
    def get(self, request: Request) -> Response:
        return Response(new_challenge(), headers={"Cache-Control": "no-store"})


class HumanProofSerializer(serializers.Serializer):
    """The proof of being human, of the kind the site asks for."""

    kind = serializers.ChoiceField(["altcha", "picture", "tencent"])
    payload = serializers.CharField(max_length=8000)
    answer = serializers.CharField(max_length=500, required=False, allow_blank=True)


def proof_of(values: dict[str, Any] | None) -> HumanProof | None:
    """The proof as accounts.human takes it, or None where none came."""
    if not values:
        return None
    return HumanProof(
        kind=values["kind"],
        payload=values["payload"],
        answer=values.get("answer", ""),
    )
