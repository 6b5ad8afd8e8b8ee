"""`/api/v1/me/notifications/choices/`: what the person is told of, in which way."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.devices.api.base import OwnView
from accounts.models import User
from notifications.kinds import Way, offered
from notifications.selectors import choices_of
from notifications.services import choose

# As many as anybody may send: more than there are choices.
MOST = 200


class WantedSerializer(serializers.Serializer):
    """Whether one kind is wanted in one way."""

    kind = serializers.CharField(max_length=40)
    way = serializers.ChoiceField(Way.choices)
    is_wanted = serializers.BooleanField()


class ChoiceSerializer(WantedSerializer):
    """A choice, and its words for the page."""

    title = serializers.CharField()
    description = serializers.CharField()


class WantedListSerializer(serializers.Serializer):
    choices = serializers.ListField(child=WantedSerializer(), max_length=MOST)


class ChoicesView(OwnView):
    """Every choice there is; those sent are kept, the others stay as they are."""

    @extend_schema(
        operation_id="me_notification_choices",
        tags=["me"],
        responses=ChoiceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(shown(self.person))

    @extend_schema(
        operation_id="me_notification_choices_update",
        tags=["me"],
        request=WantedListSerializer,
        responses=ChoiceSerializer(many=True),
    )
    def patch(self, request: Request) -> Response:
        rows = self.parsed(WantedListSerializer)["choices"]
        choose(
            self.person, {(row["kind"], row["way"]): row["is_wanted"] for row in rows}
        )
        return Response(shown(self.person))


def shown(person: User) -> list[dict[str, Any]]:
    """The choices of `person`, in the order of the page."""
    chosen = choices_of(person)
    rows = [
        {
            "kind": kind.name,
            "way": way,
            "is_wanted": chosen[kind.name, way],
            "title": kind.label,
            "description": kind.help_text,
        }
        for kind, way in offered()
    ]
    return list(ChoiceSerializer(rows, many=True).data)
