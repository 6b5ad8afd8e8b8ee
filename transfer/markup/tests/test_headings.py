"""Headings of a text, and the words of one without its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.markup.headings import glued_heading, headings, plain


def found(text):
    return [(heading.level, heading.text) for heading in headings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一\n## 二 ##\n###### 六", [(1, "一"), (2, "二"), (6, "六")]),
        ("   # 三个空格\n    # 四个空格", [(1, "三个空格")]),
        ("#\t制表符", [(1, "制表符")]),
        ("#没有空格\n####### 七个", []),
        ("#\n# ![](a.png)", []),
        ("# 一 #二# 三#", [(1, "一 #二# 三#")]),
        ("一\n===\n二\n-", [(1, "一"), (2, "二")]),
        ("一\n\n===", []),
        ("一\n二\n===", []),
        ("- 一\n---\n> 二\n---\n| a | b |\n---\n1. 三\n---", []),
        ("<div>\n---\n<!-- 注 -->\n===", []),
        ("```\n# 码\n```\n~~~\n码\n===\n~~~\n# 文", [(1, "文")]),
        ("> # 引\n- # 项", []),
        ("", []),
    ],
)
def test_headings_stand_at_the_start_of_a_line_outside_code(text, expected):
    assert found(text) == expected


def test_a_heading_knows_its_lines():
    text = "前\n\n# 一\n文\n\n二\n---\n后"

    assert [text[h.start : h.end] for h in headings(text)] == ["# 一\n", "二\n---\n"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**粗** *斜* _斜_ ~~删~~ ***都***", "粗 斜 斜 删 都"),
        ("**粗 *又斜* 粗**", "粗 又斜 粗"),
        ("a_b_c 与 2 * 3 * 4", "a_b_c 与 2 * 3 * 4"),
        ("[链](u) [链][b] ![图](i.png 't')", "链 链 图"),
        ("[![图](i.png)](u)", "图"),
        (r"\*args 与 \*\*kwargs", "*args 与 **kwargs"),
        (r"\# \[一\]\(二\) \\ C:\文", r"# [一](二) \ C:\文"),
        ("题 {#anchor}", "题"),
        ("{#a} 题", "{#a} 题"),
        ("  多   个\t空格  ", "多 个 空格"),
        ("**", "**"),
        ("", ""),
    ],
)
def test_the_marks_of_a_heading_are_no_words(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("用 `Go` 写 **`脚本`**", "用 Go 写 脚本"),
        ("`` `a` `` 与 ` b `", "`a` 与 b"),
        ("`<div>` 与 `<span>` 的区别", "<div> 与 <span> 的区别"),
        ("`**kwargs` 和 `*args`", "**kwargs 和 *args"),
        ("`__init__` 与 `a_b_c`", "__init__ 与 a_b_c"),
        (r"正则 `\d` 与 `\[`", r"正则 \d 与 \["),
        ("[`码`](/x`y`) `后`", "码 后"),
        ("`没有完 **粗**", "`没有完 粗"),
    ],
)
def test_code_in_a_heading_stays_to_the_letter(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>粗</b><br/>行 <SPAN class='x'>字</SPAN>", "粗行 字"),
        ("<a href='/x'>链</a><h1>大</h1>", "链大"),
        ("Java 的 List<String> 与 Map<K, V>", "Java 的 List<String> 与 Map<K, V>"),
        ("#include <stdio.h> 是什么", "#include <stdio.h> 是什么"),
        ("C++ vector<int> 与 <algorithm>", "C++ vector<int> 与 <algorithm>"),
        ("1 < 2 且 3 > 2", "1 < 2 且 3 > 2"),
        ("转自 <https://a.cn/b_c_d>", "转自 https://a.cn/b_c_d"),
    ],
)
def test_of_html_only_what_readers_do_not_see_goes(text, words):
    assert plain(text) == words


@given(st.text(max_size=80))
def test_a_heading_is_one_line_without_a_mark_of_our_own(text):
    words = plain(text)

    assert words == " ".join(words.split())
    assert "\0" not in words


@given(st.text(alphabet="abc文字 ，。", max_size=60))
def test_words_without_marks_stay(text):
    assert plain(text) == " ".join(text.split())


def test_a_heading_of_a_whole_page_is_cut():
    assert plain("长" * 5000) == "长" * 1000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("文\n\n##标题\n", "##标题"),
        ("  ###三级 后\n##又一个", "###三级 后"),
        ("#标题", "#标题"),
        ("#tag", ""),
        ("#标签#", ""),
        ("## 标题", ""),
        ("```\n##码\n```\n", ""),
        ("    ##码", ""),
        ("文 ##中间", ""),
    ],
)
def test_the_first_heading_without_its_blank_is_named(text, line):
    assert glued_heading(text) == line
