"""How the content API refuses: in the shape of `/api/v1/`, for every endpoint."""

from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from wagtail.api.v2.utils import BadRequestError

OPERATORS = ("and", "or")


class QueryRefused(APIException):
    """What Wagtail calls a bad request: a parameter that cannot be understood."""

    status_code = 400
    default_code = "invalid_query"


class RefusingMixin:
    """`{"code", "detail", "errors"}`, and `message`, which clients of Wagtail read."""

    def check_query_parameters(self, queryset: Any) -> None:
        super().check_query_parameters(queryset)  # type: ignore[misc]
        view: Any = self
        operator = view.request.GET.get("search_operator")
        if operator is not None and operator.lower() not in OPERATORS:
            raise BadRequestError("search_operator must be 'and' or 'or'")

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, BadRequestError):
            exc = QueryRefused(str(exc))
        view: Any = self
        # Past Wagtail's own, which knows no codes.
        response = GenericViewSet.handle_exception(view, exc)
        response.data["message"] = response.data["detail"]
        return response
