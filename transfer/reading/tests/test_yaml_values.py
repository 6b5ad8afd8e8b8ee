from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note, ReadError
from transfer.reading.heads.yaml_values import load_yaml


def refusal(text):
    with pytest.raises(ReadError) as refused:
        load_yaml(text)
    return refused.value.code, refused.value.detail


def test_scalars_stay_as_written():
    values, notes, _lost = load_yaml(
        "abbrlink: 1e10\ntitle: 1.10\ndate: 2019-02-30\nid: 0123\nok: yes\nnone:\ntilde: ~\n"
        "quoted: '~'\nmore: |\n  a\n  b\n"
    )

    assert values == {
        "abbrlink": "1e10", "title": "1.10", "date": "2019-02-30", "id": "0123",
        "ok": "yes", "none": None, "tilde": None, "quoted": "~", "more": "a\nb\n",
    }  # fmt: skip
    assert notes == []


def test_lists_maps_anchors_and_merges():
    values, _notes, _lost = load_yaml(
        "base: &b {x: 1, y: [2, [3, 4]]}\nown:\n  <<: *b\n  x: 9\nsame: *b\n"
    )

    assert values == {
        "base": {"x": "1", "y": ["2", ["3", "4"]]},
        "own": {"x": "9", "y": ["2", ["3", "4"]]},
        "same": {"x": "1", "y": ["2", ["3", "4"]]},
    }


def test_the_last_of_equal_keys_wins_and_is_told():
    assert load_yaml("tags: a\ntags: b\n") == (
        {"tags": "b"},
        [Note("duplicate_key", "tags")],
        [("tags", "a")],
    )
    assert load_yaml("tags: a\ntags: a\n").lost == []


def test_what_a_merge_does_not_bring_is_lost_too():
    assert load_yaml("x: 1\n<<: [[{x: 2, y: 3}]]\n") == (
        {"x": "1", "y": "3"},
        [],
        [("x", "2")],
    )


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!local 1",
     "!<tag:yaml.org,2002:python/object/new:os.system> [x]"],
)  # fmt: skip
def test_tags_are_refused(tag):
    assert refusal(f"title: {tag}\n")[0] == "front_matter_tag"


def test_alias_bomb_is_refused():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, other in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{one}: &{one} [{', '.join([f'*{other}'] * 9)}]")

    assert refusal("\n".join(lines))[0] == "front_matter_bomb"


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: " + "[" * 5000, "a: *nowhere"])
def test_recursion_depth_and_unknown_anchors_are_refused(text):
    assert refusal(text)[0] == "front_matter_bomb"


def test_syntax_errors_name_the_line():
    assert refusal("title: x\ndate: y\n  bad: [1\n") == ("front_matter_yaml", "3")


@given(st.text(max_size=200))
def test_any_text_is_values_or_refused(text):
    with suppress(ReadError):
        load_yaml(text)
