"""One shape for every refusal of `/api/v1/`: `{"code", "detail", "errors"}`."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler
from rest_framework.views import set_rollback

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.api.renderers import WholeCharactersRenderer
from core.exceptions import DomainError


class TooLarge(APIException):
    """Django's own limits, `DATA_UPLOAD_MAX_…`, in the one shape."""

    status_code = 413
    default_code = "too_large"
    default_detail = gettext_lazy("提交的内容太大了。")


def _codes(detail: Any) -> Any:
    if isinstance(detail, dict):
        return {field: _codes(value) for field, value in detail.items()}
    if isinstance(detail, list):
        return [_codes(value) for value in detail]
    return {"code": getattr(detail, "code", "invalid"), "message": str(detail)}


def _code(exc: APIException) -> str:
    codes = exc.get_codes()
    return codes if isinstance(codes, str) else exc.default_code


def _sentence(exc: APIException) -> str:
    """Some libraries put a dictionary where others put a sentence."""
    if isinstance(exc.detail, dict):
        return str(exc.detail.get("detail", exc.default_detail))
    return str(exc.detail)


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn domain refusals and DRF's errors into the one shape; else None (a 500)."""
    if isinstance(exc, DomainError):
        set_rollback()
        refusal = {"code": exc.code, "detail": str(exc), "errors": {}}
        _answer_in_json(context.get("request"))
        return Response(refusal, status=exc.status)
    if isinstance(exc, RequestDataTooBig | TooManyFieldsSent):
        exc = TooLarge()
    response = drf_handler(exc, context)
    if response is None:
        return None
    body: dict[str, Any]
    if isinstance(exc, ValidationError):
        detail = exc.detail if isinstance(exc.detail, dict) else {"": exc.detail}
        body = {
            "code": "invalid",
            "detail": _("提交的内容有误。"),
            "errors": _codes(detail),
        }
    elif isinstance(exc, APIException):
        body = {"code": _code(exc), "detail": _sentence(exc), "errors": {}}
    else:
        default = {404: "not_found", 403: "permission_denied"}
        body = {
            "code": default.get(response.status_code, "refused"),
            "detail": str(response.data.get("detail", "")),
            "errors": {},
        }
    response.data = body
    _answer_in_json(context.get("request"))
    return response


def _answer_in_json(request: Any) -> None:
    """Also where the view speaks something else, or what was asked for is unknown."""
    if request is not None:
        request.accepted_renderer = WholeCharactersRenderer()
        request.accepted_media_type = WholeCharactersRenderer.media_type


def raise_for_fields(refusal: DjangoValidationError) -> None:
    """A ValidationError of Django as DRF's, field by field, codes kept."""
    fields = refusal.error_dict if hasattr(refusal, "error_dict") else {"": [refusal]}
    raise serializers.ValidationError(
        {
            name: [
                serializers.ErrorDetail(message, code=error.code or "invalid")
                for error in errors
                for message in error.messages
            ]
            for name, errors in fields.items()
        }
    )
