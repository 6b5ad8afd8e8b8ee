"""Everything a head says is found, and whether it is said of the post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.heads.said import GROUPS, Said, all_said

KEYS = st.sampled_from(["draft", "extra", "cover", "a.b", "状态", ""])


def said(values):
    return list(all_said(values.items()))


def near(values):
    return [each.key for each in said(values) if each.is_near]


def far(values):
    return [each.key for each in said(values) if not each.is_near]


def test_what_is_said_comes_in_the_order_it_was_written():
    values = {"Title": "一", "extra": {"B": "2", "A": None}, "draft": "yes"}

    assert said(values) == [
        Said("title", "一", True),
        Said("extra", {"B": "2", "A": None}, True),
        Said("b", "2", True),
        Said("a", None, True),
        Said("draft", "yes", True),
    ]


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_what_stands_in_a_group_is_said_of_the_post(group):
    assert near({group: {"draft": "true"}}) == [group, "draft"]


@pytest.mark.parametrize("part", ["cover", "comments", "toc", "menu", "评论"])
def test_what_stands_in_a_part_of_the_page_is_not(part):
    values = {part: {"hidden": "true", "extra": {"draft": "true"}}}

    assert (near(values), far(values)) == ([part], ["hidden", "extra", "draft"])


def test_groups_in_groups_are_near_and_lists_make_no_difference():
    values = {"extra": [{"params": [[{"draft": "true"}], "x"]}, "y"]}

    assert near(values) == ["extra", "params", "draft"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("params.draft", Said("draft", "x", True)),
        ("Extra.Params.Is-Draft", Said("isdraft", "x", True)),
        ("cover.hidden", Said("hidden", "x", False)),
        ("extra.cover.hidden", Said("hidden", "x", False)),
        ("参数.草稿", Said("草稿", "x", True)),
    ],
)
def test_a_key_with_dots_stands_in_the_groups_it_names(key, expected):
    assert said({key: "x"}) == [expected]


def test_a_meta_element_is_a_pair_of_its_name_and_content():
    head = {"head": [{"name": "robots", "content": "noindex"}, {"name": "x"}]}

    assert said(head)[1:] == [
        Said("name", "robots", True),
        Said("content", "noindex", True),
        Said("robots", "noindex", True),
        Said("name", "x", True),
    ]


def test_a_head_may_be_deep():
    values: dict = {"draft": "true"}
    for _n in range(5000):
        values = {"extra": [values]}

    found = said(values)

    assert (len(found), found[-1]) == (5001, Said("draft", "true", True))


@given(st.recursive(st.none() | st.text(max_size=3), lambda v: st.lists(v, max_size=3)
                    | st.dictionaries(KEYS, v, max_size=3), max_leaves=15))  # fmt: skip
def test_no_pair_is_left_out(value):
    def pairs(item):
        if isinstance(item, dict):
            return len(item) + sum(map(pairs, item.values()))
        return sum(map(pairs, item)) if isinstance(item, list) else 0

    assert len(said({"x": value})) == 1 + pairs(value)
