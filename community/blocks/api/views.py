"""`/api/v1/me/blocks/`: whom the person has blocked."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from django.db.models import QuerySet
from django.http import Http404

from accounts.devices.api.base import OwnView
from community.blocks.models import Block
from community.blocks.selectors import blocked_people
from community.blocks.services import block_person, unblock_person


class BlockSerializer(serializers.ModelSerializer):
    """A person who is blocked, and since when."""

    username = serializers.CharField(source="blocked.username")
    name = serializers.CharField(source="blocked.display_name")

    class Meta:
        model = Block
        fields = ("username", "name", "created_at")


class BlockCreateSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=150)


class BlocksView(OwnView, GenericAPIView):
    """Whom the person has blocked, the last one first."""

    serializer_class = BlockSerializer

    def get_queryset(self) -> QuerySet[Block]:
        if getattr(self, "swagger_fake_view", False):
            return Block.objects.none()
        return blocked_people(self.person)

    @extend_schema(
        operation_id="me_blocks", tags=["me"], responses=BlockSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(
        operation_id="me_blocks_create",
        tags=["me"],
        request=BlockCreateSerializer,
        responses={201: BlockSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = BlockCreateSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        block = block_person(blocker=self.person, **asked.validated_data)
        return Response(BlockSerializer(block).data, status=201)


class BlockView(OwnView):
    """Lets one person back."""

    @extend_schema(operation_id="me_blocks_destroy", tags=["me"], responses={204: None})
    def delete(self, request: Request, username: str) -> Response:
        if not unblock_person(blocker=self.person, username=username):
            raise Http404
        return Response(status=204)
