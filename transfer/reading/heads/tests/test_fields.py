"""What a head means: texts, flags, lists, paths and old addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.heads.fields import MAX_ITEMS, Fields, clean, old_paths

SIMPLE = st.text(alphabet="abc文,、 #", max_size=12)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  两\n 行\t字  ", "两 行 字"),
        ("a\x00b\x7fc\ud800", "abc"),
        ("a\u2028b\u3000c", "a b c"),
        (["甲", "乙"], "甲、乙"),
        (["甲", {"name": "乙"}, "丙"], "甲、丙"),
        ([{"name": "甲"}], ""),
        ({"name": "甲", "url": "/x"}, "甲"),
        ({"url": "/x"}, "/x"),
        ({"image": "/a.png", "alt": "图"}, "/a.png"),
        ({"name": ["甲"]}, ""),
        ({}, ""),
        ([], ""),
        ("", ""),
        (" \u3000", ""),
        (None, ""),
    ],
)
def test_a_text_is_one_line_whatever_shape_it_has(value, text):
    assert Fields({"author": value}).text("author") == text


def test_the_first_key_that_has_words_counts():
    fields = Fields({"excerpt": " ", "summary": "二", "description": "三"})

    assert fields.text("excerpt", "summary", "description") == "二"
    assert fields.text("none") == ""


@pytest.mark.parametrize(
    "key",
    ["cover-image", "Cover_Image", "COVERIMAGE", "ｃｏｖｅｒImage", "cover image"],
)
def test_a_key_is_known_in_any_spelling(key):
    assert Fields({key: "/a.png"}).text("coverimage") == "/a.png"


@pytest.mark.parametrize("group", ["extra", "Params", "taxonomies"])
def test_what_stands_at_the_top_counts_more_than_in_a_group(group):
    fields = Fields({"author": "甲", group: {"author": "乙", "lang": "en"}})

    assert (fields.text("author"), fields.text("lang")) == ("甲", "en")


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        ("true", True),
        ("是", True),
        ("随便", True),
        (["false"], True),
        ("False", False),
        ("ＮＯ", False),
        ("0", False),
        ("否", False),
        ("", None),
        (None, None),
    ],
)
def test_a_flag_is_yes_no_or_nothing(value, flag):
    assert Fields({"comments": value}).flag("comments") is flag


def test_a_missing_flag_is_nothing():
    assert Fields({}).flag("comments") is None


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("甲，乙、丙;丁；戊|己", ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("甲,,乙, ", ["甲", "乙"]),
        (["甲、乙", "C#", "#丙", "“丁”"], ["甲、乙", "C#", "丙", "丁"]),
        (["# #甲", "##", "# "], ["甲"]),
        (["甲", ["乙", ["丙"]], None, ""], ["甲", "乙", "丙"]),
        ({"甲": "1", "乙": None}, ["甲", "乙"]),
        ("ruby rails", ["ruby rails"]),
        (None, []),
    ],
)
def test_tags_come_in_many_shapes(value, tags):
    assert Fields({"tags": value}).items("tags") == tags


def test_tags_of_two_keys_are_one_list_without_doubles():
    fields = Fields({"tags": ["甲", "乙"], "tag": "乙, 丙"})

    assert fields.items("tags", "tag") == ["甲", "乙", "丙"]


@pytest.mark.parametrize("number", [MAX_ITEMS, MAX_ITEMS + 1])
def test_more_tags_than_a_post_may_have_are_left_out(number):
    fields = Fields({"tags": [str(n) for n in range(number)]})

    assert fields.items("tags") == [str(n) for n in range(MAX_ITEMS)]


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ("前端", [("前端",)]),
        ("前端，后端", [("前端",), ("后端",)]),
        (["诗、散文", "Foo, Bar"], [("诗、散文",), ("Foo, Bar",)]),
        ([["网络", "代理"], "Java"], [("网络", "代理"), ("Java",)]),
        ([["甲", "乙、丙"]], [("甲", "乙、丙")]),
        (["甲", "甲", [], [""], None], [("甲",)]),
        ({"甲": None, "乙": None}, [("甲",), ("乙",)]),
        (None, []),
    ],
)
def test_a_list_in_the_list_of_categories_is_a_path(value, paths):
    assert Fields({"categories": value}).paths("categories") == paths


@pytest.mark.parametrize(
    ("value", "items"),
    [("ruby rails", ["ruby", "rails"]), ("ruby on, rails", ["ruby on", "rails"])],
)
def test_by_blanks_only_what_has_no_other_separator_is_cut(value, items):
    fields = Fields({"tags": value, "categories": value}, by_blanks=True)

    assert fields.items("tags") == items
    assert fields.paths("categories") == [(item,) for item in items]


@given(st.recursive(SIMPLE | st.none(), lambda v: st.lists(v, max_size=4)
                    | st.dictionaries(SIMPLE, v, max_size=3), max_leaves=12))  # fmt: skip
def test_names_of_any_shape_are_clean_and_different(value):
    items = Fields({"tags": value}).items("tags")
    paths = Fields({"tags": value}).paths("tags")

    assert items == list(dict.fromkeys(items))
    assert paths == list(dict.fromkeys(paths))
    names = [*items, *(name for path in paths for name in path)]
    assert all(name and name == clean(name) and name[0] != "#" for name in names)


@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({"aliases": ["旧", "/a//b/", "./c"]}, ["/blog/旧", "/a/b/", "/blog/./c"]),
        ({"aliases": ["https://x.cn/%E4%B8%AD/?q#z"]}, ["/中/"]),
        ({"permalink": "2019/一/"}, ["/2019/一/"]),
        ({"url": "https://x.cn/y#z"}, ["/y"]),
        ({"redirect_from": ["/a", "/a"], "alias": "/b, /c"}, ["/a", "/b", "/c"]),
        ({"abbrlink": "/1e10.html"}, ["/posts/1e10/", "/posts/1e10.html", "/1e10.html"]),
        ({"aliases": ["../x", "/a/../b", "http://[", "https://x.cn", "?x", "/"]}, []),
        ({"permalink": "/:year/:title/"}, []),
        ({"url": "{{ page.url }}"}, []),
        ({"permalink": "/" + "x" * 250}, []),
        ({"permalink": "/" + "x" * 249}, ["/" + "x" * 249]),
        ({}, []),
    ],
)  # fmt: skip
def test_an_old_address_is_a_path_on_the_old_site(values, paths):
    assert old_paths(Fields(values), "blog/a.md") == paths
