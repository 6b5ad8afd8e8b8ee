"""What is code in a Markdown text, line by line and within a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.markup.segments import (
    lines_with_offsets,
    split_code_lines,
    split_code_spans,
    text_lines,
)

MARKDOWN = st.text(alphabet="`~ \t\n>-*1.)<pre/abc文\\", max_size=120)


def plain_lines(text):
    return [line for line, _start, _end in text_lines(text)]


def code_spans(text):
    return [part for is_code, part in split_code_spans(text) if is_code]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("一", [("一", 0, 1)]),
        ("一\n", [("一", 0, 2)]),
        ("\n\n", [("", 0, 1), ("", 1, 2)]),
        ("一\n\n二三", [("一", 0, 2), ("", 2, 3), ("二三", 3, 5)]),
    ],
)
def test_lines_know_where_they_stand(text, lines):
    assert list(lines_with_offsets(text)) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\n```\n二\n```\n三", ["一", "三"]),
        ("一\n~~~ go\n二\n```\n~~~\n三", ["一", "三"]),
        ("````\n```\n二\n````\n三", ["三"]),
        ("```\n二\n`````\n三", ["三"]),
        ("```\n二\n``` x\n三", []),
        ("```\n二\n\n三", []),
        ("``` a`b\n二", ["``` a`b", "二"]),
        ("~~~ a`b\n二\n~~~\n三", ["三"]),
        ("``\n二", ["``", "二"]),
        ("> ```\n> 二\n> ```\n> 三", ["> 三"]),
        ("- ```\n  二\n  ```\n- 三", ["- 三"]),
        ("1. 一\n\n   ```\n   二\n   ```\n三", ["1. 一", "", "三"]),
        ("- 一\n\n      ```\n      二\n      ```\n三", ["- 一", "", "三"]),
    ],
)
def test_a_fence_ends_with_one_as_long_of_its_kind(text, lines):
    assert plain_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("    码\n文", ["文"]),
        ("\t码\n文", ["文"]),
        ("一\n    二", ["一", "    二"]),
        ("一\n\n    码\n    码\n文", ["一", "", "文"]),
        ("一\n\n    码\n\n    码", ["一", "", ""]),
        ("- 一\n\n    二", ["- 一", "", "    二"]),
        ("- 一\n\n文\n\n    码", ["- 一", "", "文", "", ]),
        ("1) 一\n\n    二", ["1) 一", "", "    二"]),
        ("1234567890. 一\n\n    码", ["1234567890. 一", ""]),
        ("文\n\n    ```\n文", ["文", "", "文"]),
        ("    \n文", ["    ", "文"]),
    ],
)  # fmt: skip
def test_four_blanks_make_code_after_a_blank_line_outside_a_list(text, lines):
    assert plain_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<pre>\n[一](b)\n</pre>\n二", ["二"]),
        ("<pre>一</pre>\n二", ["二"]),
        ("<SCRIPT src=x>\n一\n</Script>\n二", ["二"]),
        ("<style>\n\n一\n\n</style>\n二", ["二"]),
        ("<textarea>\n一", []),
        ("<prefix>\n二", ["<prefix>", "二"]),
        ("文 <pre>\n二", ["文 <pre>", "二"]),
    ],
)
def test_raw_elements_of_html_are_code(text, lines):
    assert plain_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("一 `码` 二", ["`码`"]),
        ("`` a ` b `` c", ["`` a ` b ``"]),
        ("`一`` 二` 三", ["`一`` 二`"]),
        ("`没有完", []),
        ("``没有完`", []),
        ("一 `\n码\n` 二", ["`\n码\n`"]),
        ("一 `码\n\n码` 二", []),
        ("一 `码\n \t\n码` 二", []),
        (r"\`不是` 码`", ["` 码`"]),
        (r"\\`是`", ["`是`"]),
        (r"`a\` b", [r"`a\`"]),
        ("`一``二`", ["`一``二`"]),
        ("", []),
    ],
)
def test_code_in_a_line_ends_with_as_many_ticks_in_the_same_paragraph(text, spans):
    assert code_spans(text) == spans


def test_no_span_reaches_over_two_hundred_others():
    near, far = "`" + " ``" * 198 + " `", "`" + " ``" * 199 + " `"

    assert code_spans(near) == [near]
    assert code_spans(far) != [far]


@given(MARKDOWN)
def test_the_parts_of_a_text_are_the_text(text):
    lines = list(split_code_lines(text))
    spans = list(split_code_spans(text))

    assert "".join(part for _is_code, part in lines) == text
    assert "".join(part for _is_code, part in spans) == text
    assert all(part for _is_code, part in [*lines, *spans])


@given(MARKDOWN)
def test_code_lines_and_others_take_turns(text):
    kinds = [is_code for is_code, _part in split_code_lines(text)]

    assert all(one is not other for one, other in zip(kinds, kinds[1:], strict=False))


@given(MARKDOWN)
def test_lines_outside_code_are_those_of_the_runs_outside_code(text):
    runs = [part for is_code, part in split_code_lines(text) if not is_code]

    assert plain_lines(text) == [
        line for run in runs for line, _start, _end in lines_with_offsets(run)
    ]
    assert all(text[start:end].rstrip("\n") == line for line, start, end in text_lines(text))  # fmt: skip
