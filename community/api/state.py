"""What is personal on a public page, in one small answer."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from django.middleware.csrf import get_token
from django.urls import reverse

from accounts.models import User
from articles.access import Reader
from community.api.pages import asked_for, is_id, states_of


class PersonSerializer(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    admin_url = serializers.CharField(allow_null=True)
    write_url = serializers.CharField()
    settings_url = serializers.CharField()


class PageStateSerializer(serializers.Serializer):
    edit_url = serializers.CharField(allow_null=True)
    can_read_all = serializers.BooleanField()
    paid_url = serializers.CharField(allow_null=True)
    full_url = serializers.CharField(allow_null=True)


class OneOfPagesSerializer(PageStateSerializer):
    id = serializers.IntegerField()


class StateSerializer(serializers.Serializer):
    user = PersonSerializer(allow_null=True)
    page = PageStateSerializer(allow_null=True)
    pages = OneOfPagesSerializer(many=True, required=False)
    csrf_token = serializers.CharField()


def person(user: Reader) -> dict[str, Any] | None:
    """The signed-in person as the page's head shows them."""
    if not isinstance(user, User):
        return None
    face = user.face
    return {
        "username": user.username,
        "name": face.name,
        "avatar_url": face.small_picture,
        "admin_url": _admin_url(user),
        "write_url": reverse("permanent:write"),
        "settings_url": reverse("me:profile"),
    }


def _admin_url(user: User) -> str | None:
    allowed = user.has_perm("wagtailadmin.access_admin")
    return reverse("wagtailadmin_home") if allowed else None


class StateView(APIView):
    """Who is reading, and what they may do with the page or the pages they see."""

    # People who have not agreed yet see the page, and where to agree.
    is_open_without_consent = True

    permission_classes = [permissions.AllowAny]

    @extend_schema(
        parameters=[
            OpenApiParameter("page", int, description="id of the page"),
            OpenApiParameter(
                "pages",
                str,
                description="ids of at most 100 pages, with commas between them; "
                "those that are not public are left out of the answer",
            ),
        ],
        responses=StateSerializer,
        operation_id="me_state",
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        state: dict[str, Any] = {
            "user": person(request.user),
            "page": _one(request.user, query.get("page", "")),
            "csrf_token": get_token(request),
        }
        if "pages" in query:
            found = states_of(request.user, asked_for(query["pages"]))
            state["pages"] = list(found.values())
        return Response(StateSerializer(state).data)


def _one(user: Reader, page: str) -> dict[str, Any] | None:
    """The state of the public page with the id `page`; None if there is none."""
    if not is_id(page):
        return None
    return states_of(user, [int(page)]).get(int(page))
