from drf_spectacular.utils import extend_schema
from rest_framework import permissions
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from django.shortcuts import get_object_or_404

from articles.access import can_read_all
from articles.api.serializers import PaidPartSerializer
from articles.models import ArticlePage


class PaidPartView(APIView):
    """What stands behind the paywall mark, for those entitled to it."""

    permission_classes = [permissions.AllowAny]

    @extend_schema(responses=PaidPartSerializer, operation_id="articles_paid")
    def get(self, request: Request, article_id: int) -> Response:
        # By `id`, which knows its own range; `pk` is a foreign key and does not.
        article = get_object_or_404(ArticlePage.objects.published(), id=article_id)
        if not can_read_all(request.user, article):
            denied = (
                PermissionDenied if request.user.is_authenticated else NotAuthenticated
            )
            raise denied
        part = {
            "html": article.paid_html,
            "headings": article.paid_headings,
            "features": article.rendered.features,
        }
        return Response(PaidPartSerializer(part).data)
