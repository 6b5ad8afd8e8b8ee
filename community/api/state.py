"""What is personal on a public page, in one small answer."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from django.middleware.csrf import get_token
from django.urls import reverse

from articles.access import can_read_all
from articles.models import ArticlePage, AuthorPage
from core.pages.querysets import published_pages
from images.renditions import in_shape


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


class StateSerializer(serializers.Serializer):
    user = PersonSerializer(allow_null=True)
    page = PageStateSerializer(allow_null=True)
    csrf_token = serializers.CharField()


def person(user: Any) -> dict[str, Any] | None:
    """The signed-in person as the page's head shows them."""
    if not user.is_authenticated:
        return None
    author = (
        AuthorPage.objects.filter(user=user, portrait__isnull=False)
        .select_related("portrait")
        .first()
    )
    return {
        "username": user.username,
        "name": user.display_name,
        "avatar_url": _portrait(author) or _avatar(user),
        "admin_url": _admin_url(user),
        "write_url": reverse("write"),
        "settings_url": reverse("me:profile"),
    }


def _portrait(author: AuthorPage | None) -> str | None:
    """The address of the author's face, as small as the page's head shows it."""
    if author is None or author.portrait is None:
        return None
    face = next(iter(in_shape(author.portrait, "avatar").values()), None)
    return None if face is None else str(face.url)


def _avatar(user: Any) -> str | None:
    return str(user.avatar.url) if user.avatar else None


def _admin_url(user: Any) -> str | None:
    allowed = user.has_perm("wagtailadmin.access_admin")
    return reverse("wagtailadmin_home") if allowed else None


def page_state(user: Any, page_id: str) -> dict[str, Any] | None:
    """What `user` may do with the public page `page_id`; None if there is none."""
    if not page_id.isdecimal() or len(page_id) > 9:
        return None
    page = published_pages().filter(pk=int(page_id)).first()
    if page is None:
        return None
    state: dict[str, Any] = {
        "edit_url": None,
        "can_read_all": True,
        "paid_url": None,
        "full_url": None,
    }
    if user.is_authenticated and page.permissions_for_user(user).can_edit():
        state["edit_url"] = reverse("wagtailadmin_pages:edit", args=[page.pk])
    article = ArticlePage.objects.filter(pk=page.pk).select_related("anthology").first()
    if article is not None and article.is_for_sale:
        state["can_read_all"] = can_read_all(user, article)
        state["full_url"] = reverse("full_text", args=[article.code])
        if state["can_read_all"]:
            state["paid_url"] = reverse("articles_paid", args=[article.pk])
    return state


class StateView(APIView):
    """Who is reading, and what they may do with the page they read."""

    # People who have not agreed yet see the page, and where to agree.
    is_open_without_consent = True

    permission_classes = [permissions.AllowAny]

    @extend_schema(
        parameters=[OpenApiParameter("page", int, description="id of the page")],
        responses=StateSerializer,
        operation_id="me_state",
    )
    def get(self, request: Request) -> Response:
        state = {
            "user": person(request.user),
            "page": page_state(request.user, request.query_params.get("page", "")),
            "csrf_token": get_token(request),
        }
        return Response(StateSerializer(state).data)
