"""The challenge a browser or an app works on before it asks for a code."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.throttles import AccountThrottle
from accounts.human.altcha import new_challenge


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


class HumanChallengeView(APIView):
    """A fresh challenge with every request; good for ten minutes and one use."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (AccountThrottle,)

    @extend_schema(
        operation_id="human_challenge", responses={200: HumanChallengeSerializer}
    )
    def get(self, request: Request) -> Response:
        return Response(new_challenge(), headers={"Cache-Control": "no-store"})
