"""What every endpoint has in common: bodies, changes, refusals, their description."""

import copy
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from django.core.exceptions import ValidationError

from core.api.bodies import parsed
from core.api.changes import ChangedFieldsMixin
from core.api.errors import exception_handler, raise_for_fields
from core.api.schema import ANSWER, METHODS, REFUSAL, describe_refusals


class NameSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=3)
    age = serializers.IntegerField(min_value=0, required=False)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"name": " 林文 "}, {"name": "林文"}),
        ({"name": "林文", "age": "0"}, {"name": "林文", "age": 0}),
        ({"name": "林文", "is_staff": True}, {"name": "林文"}),
    ],
)
def test_a_body_is_read_and_what_was_not_asked_for_dropped(sent, read):
    assert parsed(NameSerializer, sent) == read


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        ({}, {"name": ["required"]}),
        ({"name": None}, {"name": ["null"]}),
        ({"name": "  "}, {"name": ["blank"]}),
        (
            {"name": "四个汉字", "age": -1},
            {"name": ["max_length"], "age": ["min_value"]},
        ),
        ({"name": ["林"]}, {"name": ["invalid"]}),
        ({"name": "a\0"}, {"name": ["null_characters_not_allowed"]}),
        ("林", {"non_field_errors": ["invalid"]}),
        ([], {"non_field_errors": ["invalid"]}),
    ],
)
def test_a_body_that_is_wrong_says_where(sent, codes):
    with pytest.raises(serializers.ValidationError) as caught:
        parsed(NameSerializer, sent)

    assert caught.value.get_codes() == codes


# --- Changes ---------------------------------------------------------------------


class Row(SimpleNamespace):
    """Remembers which columns were saved."""

    def save(self, update_fields: list[str]) -> None:
        self.saved = update_fields


@given(changes=st.dictionaries(st.sampled_from("abc"), st.text(max_size=3)))
def test_only_what_was_asked_for_is_saved(changes):
    row = Row(a="1", b="2", c="3")

    assert ChangedFieldsMixin().update(row, changes) is row

    assert sorted(row.saved) == sorted(changes)
    assert (row.a, row.b, row.c) == tuple(
        changes.get(name, old) for name, old in (("a", "1"), ("b", "2"), ("c", "3"))
    )


# --- Refusals by field -----------------------------------------------------------


def errors(refusal: ValidationError) -> dict:
    with pytest.raises(serializers.ValidationError) as caught:
        raise_for_fields(refusal)
    body = exception_handler(caught.value, {}).data
    assert body["code"] == "invalid"
    return body["errors"]


def error(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}


def test_a_refusal_of_a_model_is_told_field_by_field():
    refusal = ValidationError(
        {
            "name": [
                ValidationError("太长，最多 %(most)d 字。", "long", {"most": 3}),
                ValidationError("看不见。", code="invisible"),
            ],
            "age": ["不是数字。"],
        }
    )

    assert errors(refusal) == {
        "name": [error("long", "太长，最多 3 字。"), error("invisible", "看不见。")],
        "age": [error("invalid", "不是数字。")],
    }


def test_a_refusal_of_the_whole_has_the_empty_name():
    refusal = ValidationError("不对，100%。", code="wrong")

    assert errors(refusal) == {"": [error("wrong", "不对，100%。")]}


# --- Description -----------------------------------------------------------------


def described(paths: dict, **more: dict) -> dict:
    result = {"paths": copy.deepcopy(paths), **more}
    assert describe_refusals(result, None, None, True) is result
    return result


@pytest.mark.parametrize("method", METHODS)
def test_every_operation_says_how_it_refuses(method):
    fine = {"200": {"description": "好"}}

    result = described({"/a/": {method: {"responses": fine}}})

    assert result["paths"]["/a/"][method]["responses"] == fine | {"4XX": ANSWER}
    assert result["components"]["schemas"] == {"Refusal": REFUSAL}


def test_what_an_operation_says_itself_stays():
    own = {"responses": {"4XX": {"description": "自己的"}}}

    result = described({"/a/": {"get": own, "parameters": [{"name": "x"}]}})

    assert result["paths"]["/a/"] == {"get": own, "parameters": [{"name": "x"}]}


def test_shapes_are_sorted_by_name_so_that_the_file_stays_still():
    schemas = {"Zoo": {}, "Answer": {}, "Refusal": {"type": "string"}}

    result = described({}, components={"schemas": schemas, "securitySchemes": {"t": 1}})

    assert list(result["components"]["schemas"]) == ["Answer", "Refusal", "Zoo"]
    assert result["components"]["schemas"]["Refusal"] == REFUSAL
    assert result["components"]["securitySchemes"] == {"t": 1}


def test_the_answer_points_at_the_shape_that_is_there():
    pointer = ANSWER["content"]["application/json"]["schema"]["$ref"]

    assert pointer.rpartition("/")[2] in described({})["components"]["schemas"]
    assert set(REFUSAL["required"]) == set(REFUSAL["properties"])
