"""What was sent to an endpoint, checked."""

from typing import Any

from rest_framework.serializers import Serializer


def parsed(kind: type[Serializer], data: Any) -> dict[str, Any]:
    """`data` as `kind` reads it; REST framework's ValidationError where it is wrong."""
    asked = kind(data=data)
    asked.is_valid(raise_exception=True)
    return asked.validated_data
