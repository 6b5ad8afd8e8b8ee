"""YAML, TOML and JSON give the same plain values, or a refusal."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note, ReadError
from transfer.reading.heads.notations import MAX_HEAD, Head, parse
from transfer.reading.heads.yaml_values import MAX_DEPTH, MAX_VALUES

NAMES = st.text(alphabet="abc文_", min_size=1, max_size=5)
PLAIN = st.recursive(
    st.text(alphabet='ab文 "\\\n:#', max_size=8),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(NAMES, v, max_size=3),
    max_leaves=8,
)


def refusal(inner, fence):
    with pytest.raises(ReadError) as refused:
        parse(inner, fence, 2)
    return refused.value.code


def as_json(values):
    return json.dumps(values, ensure_ascii=False)[1:-1]


@pytest.mark.parametrize(
    ("fence", "inner"),
    [
        ("---", "title: 一\ntags: [a, '2']\nextra: {draft: 'true'}\n"),
        ("---", "title: 一\ntags:\n\t- a\n\t- 2\nextra:\n\tdraft: true\n"),
        ("----", "title: 一\ntags: [a, 2]\nextra: {draft: true}\n"),
        ("+++", 'title = "一"\ntags = ["a", 2]\n[extra]\ndraft = true\n'),
        (";;;", '"title": "一", "tags": ["a", 2], "extra": {"draft": true}'),
    ],
)
def test_three_notations_say_the_same(fence, inner):
    assert parse(inner, fence, 2) == Head(
        {"title": "一", "tags": ["a", "2"], "extra": {"draft": "true"}}
    )


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        ("a = 2020-01-02", "2020-01-02"),
        ("a = 2020-01-02T03:04:05Z", "2020-01-02T03:04:05+00:00"),
        ("a = 03:04:05", "03:04:05"),
        ("a = 1.50", "1.5"),
        ("a = false", "false"),
        ("a = '''\n一\n二'''", "一\n二"),
        ("a.b = 1", {"b": "1"}),
        ("a = [[1], []]", [["1"], []]),
    ],
)
def test_values_of_toml_become_words(inner, value):
    assert parse(inner, "+++", 2) == Head({"a": value})


@pytest.mark.parametrize(
    ("inner", "value"), [('"a": null', None), ('"a": 1.0', "1.0"), ('"a": false', "false")]
)  # fmt: skip
def test_values_of_json_become_words(inner, value):
    assert parse(inner, ";;;", 2) == Head({"a": value})


def test_a_key_that_stands_twice_is_told_and_not_forgotten():
    head = parse('"a": 1, "a": true, "b": {"c": [2], "c": 3}, "d": 4, "d": 4', ";;;", 2)

    assert head.values == {"a": "true", "b": {"c": "3"}, "d": "4"}
    assert sorted(note.detail for note in head.notes) == ["a", "c", "d"]
    assert {note.code for note in head.notes} == {"duplicate_key"}
    assert sorted(head.lost, key=str) == [("a", "1"), ("c", ["2"])]


def test_in_yaml_too_the_last_one_counts():
    head = parse("a: 1\na: 2\n", "---", 2)

    assert head == Head({"a": "2"}, [Note("duplicate_key", "a")], [("a", "1")])


@pytest.mark.parametrize("inner", ["- a\n- b\n", "只有一句话\n", "# 注\n", ""])
def test_what_is_no_mapping_is_no_head(inner):
    assert parse(inner, "---", 2) is None


@pytest.mark.parametrize(
    ("inner", "fence", "code"),
    [
        ("a = 1\na = 2", "+++", "front_matter_toml"),
        ("标题 = 1", "+++", "front_matter_toml"),
        ("a: 1", "+++", "front_matter_toml"),
        ("'a': 1", ";;;", "front_matter_json"),
        ('"a": 1,', ";;;", "front_matter_json"),
        ('"a": 1} {', ";;;", "front_matter_json"),
        ("a: [1\n", "---", "front_matter_yaml"),
        ("a: !!python/name:os.system x\n", "---", "front_matter_tag"),
    ],
)
def test_a_head_that_cannot_be_read_is_refused(inner, fence, code):
    assert refusal(inner, fence) == code


def test_a_fault_is_told_in_one_line():
    with pytest.raises(ReadError) as refused:
        parse("a = " + "x" * 500, "+++", 2)

    assert len(refused.value.detail) <= 120
    assert "\n" not in refused.value.detail


@pytest.mark.parametrize(
    ("lines", "line"), [("a: 1\nb: [\n", "5"), ("a: [1\nb: 2\n", "4")]
)
def test_a_fault_in_yaml_names_the_line_of_the_file(lines, line):
    with pytest.raises(ReadError) as refused:
        parse(lines, "---", 3)

    assert refused.value.detail == line


@pytest.mark.parametrize(
    ("fence", "inner"),
    [
        ("---", "#" * (MAX_HEAD + 1)),
        ("+++", f"a = [{','.join(['1'] * MAX_VALUES)}]"),
        ("+++", "a = " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)),
        (";;;", '"a": ' + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)),
        (";;;", '"a": ' + json.dumps([1] * MAX_VALUES)),
    ],
)
def test_what_is_too_big_or_too_deep_is_a_bomb(fence, inner):
    assert refusal(inner, fence) == "front_matter_bomb"


@pytest.mark.parametrize(("fence", "mark"), [("+++", "a = "), (";;;", '"a": ')])
def test_what_just_fits_is_read(fence, mark):
    many, deep = ["1"] * (MAX_VALUES - 1), "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert parse(f"{mark}[{','.join(many)}]", fence, 2) == Head({"a": many})
    assert str(parse(mark + deep, fence, 2).values["a"]) == deep


@given(st.dictionaries(NAMES, PLAIN, max_size=4))
def test_json_says_in_both_notations_what_was_written(values):
    assert parse(as_json(values), ";;;", 2).values == values
    if values:
        assert parse("{" + as_json(values) + "}", "---", 2).values == values


def test_a_key_of_hundreds_of_parts_is_no_head():
    """The parser would take seconds for it."""
    keys = (".".join([part] * 60) for part in ("a", '"a b"', '"\\""', "'='"))

    for key in keys:
        for head in (f"{key} = 1", f"[{key}]\nb = 1", f"x = 1\n{key} = 2"):
            with pytest.raises(ReadError) as refusal:
                parse(head, "+++", 1)
            assert refusal.value.code == "front_matter_bomb"


def test_what_toml_says_of_addresses_is_no_key():
    value = "https://a.b.c/d.e.f... 1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19"
    head = parse(f'a.b.c = "{value}"', "+++", 1)

    assert head.values == {"a": {"b": {"c": value}}}
