"""One shape for every refusal of the API, in the reader's language."""

import pytest
from rest_framework import exceptions, serializers
from rest_framework.exceptions import ErrorDetail

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.api.errors import exception_handler
from core.exceptions import DomainError


class TooLateError(DomainError):
    code = "too_late"
    message = _("这一步没能完成。")
    status = 409


class FormSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=3)
    age = serializers.IntegerField()


def answer(error: Exception) -> tuple[int, dict]:
    response = exception_handler(error, {})
    return response.status_code, response.data


@pytest.mark.parametrize(
    ("error", "status", "code", "detail"),
    [
        (TooLateError(), 409, "too_late", "这一步没能完成。"),
        (TooLateError("已经晚了。"), 409, "too_late", "已经晚了。"),
        (DomainError(), 400, "refused", "这一步没能完成。"),
        (exceptions.NotFound("没有"), 404, "not_found", "没有"),
        (exceptions.PermissionDenied("不行"), 403, "permission_denied", "不行"),
        (exceptions.NotAuthenticated("谁？"), 401, "not_authenticated", "谁？"),
        (exceptions.ParseError("坏的"), 400, "parse_error", "坏的"),
        (exceptions.Throttled(detail="慢点"), 429, "throttled", "慢点"),
    ],
)
def test_a_refusal_has_a_code_a_sentence_and_no_errors(error, status, code, detail):
    assert answer(error) == (status, {"code": code, "detail": detail, "errors": {}})


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [(Http404(), 404, "not_found"), (PermissionDenied(), 403, "permission_denied")],
)
def test_djangos_own_refusals_have_the_same_shape(error, status, code):
    found_status, body = answer(error)

    assert (found_status, body["code"], body["errors"]) == (status, code, {})
    assert body["detail"]


def test_a_form_says_what_is_wrong_with_each_field():
    form = FormSerializer(data={"name": "四个字啊"})
    with (
        pytest.raises(exceptions.ValidationError) as caught,
        translation.override("en"),
    ):
        form.is_valid(raise_exception=True)

    status, body = answer(caught.value)

    assert (status, body["code"], body["detail"]) == (
        400,
        "invalid",
        "提交的内容有误。",
    )
    assert set(body["errors"]) == {"name", "age"}
    assert [error["code"] for error in body["errors"]["name"]] == ["max_length"]
    assert [error["code"] for error in body["errors"]["age"]] == ["required"]
    assert all(error["message"] for error in body["errors"]["age"])


def test_lists_and_nested_fields_keep_their_place():
    error = exceptions.ValidationError(
        {"items": [{}, {"n": [ErrorDetail("太大", code="max_value")]}]}
    )

    assert answer(error)[1]["errors"] == {
        "items": [{}, {"n": [{"code": "max_value", "message": "太大"}]}]
    }


def test_an_error_of_the_whole_has_the_empty_name():
    body = answer(exceptions.ValidationError("不对"))[1]

    assert body["errors"] == {"": [{"code": "invalid", "message": "不对"}]}


def test_a_mistake_of_ours_is_left_to_become_a_500():
    assert exception_handler(KeyError("x"), {}) is None


def test_a_refusal_speaks_the_language_of_the_reader():
    with translation.override("en"):
        english = answer(TooLateError())[1]["detail"]

    assert english != ""
    assert str(TooLateError()) == "这一步没能完成。"
