from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from django.utils import translation
from django.utils.translation import get_language

from wagtail.models import Locale

from core.caching.making import NOTHING_LIFE, SHORT_LIFE, public
from search.api.serializers import SearchPageSerializer, SearchQuerySerializer
from search.services import search


class SearchView(APIView):
    """Public articles, topics, anthologies and authors by their words."""

    PARAMS = ("q", "kind", "page", "locale")
    # Everybody gets the same answer, so nobody is asked who they are.
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="search",
        tags=["search"],
        parameters=[SearchQuerySerializer],
        responses=SearchPageSerializer,
    )
    def get(self, request: Request) -> Response:
        public(request._request, params=self.PARAMS, life=SHORT_LIFE)
        asked = SearchQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        with translation.override(values.get("locale") or get_language()):
            answer = search(
                values["kind"], values["q"], Locale.get_active(), page=values["page"]
            )
            page = answer.page
            if not page.paginator.count:
                public(request._request, params=self.PARAMS, life=NOTHING_LIFE)
            body = {
                "next": self._address(page.number + 1) if page.has_next() else None,
                "previous": (
                    self._address(page.number - 1) if page.has_previous() else None
                ),
                "results": page.object_list,
            }
            context = {"request": request}
            return Response(SearchPageSerializer(body, context=context).data)

    def _address(self, number: int) -> str:
        here = self.request.build_absolute_uri()
        return replace_query_param(here, "page", number)
