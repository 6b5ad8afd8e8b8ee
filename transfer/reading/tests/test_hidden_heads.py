"""No head is shown to readers, whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note, ReadError
from transfer.reading.heads.frontmatter import split_front_matter
from transfer.reading.read import read_post

SECRET = "s3cret-7f3a"
UNSEEN = ["\ufeff", "\u200b", "\u00a0", "\u3000", "\u2060", "\u200d", "\u00ad", "\u2028", "\x85",
          "\u200e", "\u3164", "\ufe0f", "\x7f", "\u180e", "\U000e0100"]  # fmt: skip
COMMENTS = ["<!-- 注 -->", "# 注", "// 注", "{# 注 #}", "%% 注 %%", "/* 注 */",
            "{% comment %}注{% endcomment %}", "[//]: # (注)"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("\ufeff\ufeff---\ntitle: 一\n---\n正文", {"title": "一"}, "正文"),
        ("\u200b---\u200b\ntitle: 一\n\u00a0---\u2060\n正文", {"title": "一"}, "正文"),
        ("\u00a0\n\u3000\n---\ntitle: 一\n---\n正文", {"title": "一"}, "正文"),
        ("-\u200b--\ntitle: 一\n--\u200b-\n正文", {"title": "一"}, "正文"),
        ("\u2028---\u2028title: 一\u2028---\u2028正文", {"title": "一"}, "正文"),
        ("---\n\u200btitle: 一\u200b\n---\n正文", {"title": "一"}, "正文"),
        ("---\ntitle: 👨\u200d👩 ☺\ufe0f\n---\n正文", {"title": "👨\u200d👩 ☺\ufe0f"}, "正文"),
        ("<!-- 注 -->\n---\ntitle: 一\n---\n正文", {"title": "一"}, "正文"),
        ("{# 注 #}\ntitle: 一\n---\n正文", {"title": "一"}, "正文"),
        ("# 注\ntitle: 一\n---\n正文", {"title": "一"}, "正文"),
        ("title: 一\n\ntags: [a]\n---\n正文", {"title": "一", "tags": ["a"]}, "正文"),
        ("mood: 好\n\ntitle: 一\n---\n正文", {"mood": "好", "title": "一"}, "正文"),
        ("mood: 好\npassword: x\n---\n正文", {"mood": "好", "password": "x"}, "正文"),
        ('\ufeff\n{"title": "一"}\n正文', {"title": "一"}, "正文"),
        ('\u00a0+++\ntitle = "一"\n+++\u00a0\n正文', {"title": "一"}, "正文"),
    ],
)  # fmt: skip
def test_what_nobody_sees_hides_no_head(text, values, body):
    matter = split_front_matter(text)

    assert (matter.values, matter.body, matter.is_doubtful) == (values, body, False)
    assert matter.head + matter.body == text


@pytest.mark.parametrize(
    "text",
    [
        "mood: 好\n---\n正文",
        "# 注\n---\ntitle: 一\n---\n正文",
        "---\nmood: 好\n正文没有结束\n",
        "\n---\nmood: 好\n---\n正文",
        "---\n---\ntitle: 一\n---\n正文",
        "---\ntitle: 一\n---\ntags: a\n---\n正文",
        "———\ntitle: 一\n———\n正文",
        "大家好\npassword：x\n---\n正文",
        "密码：x\n---\n正文",
        "Title: 一\nDate: 2020-01-02\n\n正文",
        "---\n- password: x\n---\n正文",
        "---\n？ password : [x\n---\n正文",
        '{"mood": "好"}\n正文',
        "{mood: '好', pin: 1}\n正文",
        "`title`: 一\n---\n正文",
        "---\ntitle: 一\n---\npassword: x\ntags: [a]\n\n正文",
        "--- title: 一, password: x ---\n正文",
        '[{"title": "一", "password": "x"}]\n正文',
        "#+TITLE: 一\n#+PASSWORD: x\n正文",
        ":title: 一\n:password: x\n\n正文",
        "```yaml\n---\ntitle: 一\npassword: x\n---\n```\n正文",
        "___\nmood: 好\npin: x\n___\n正文",
    ],
)
def test_when_in_doubt_it_is_a_draft_and_the_report_says_so(text):
    post = read_post("a.md", text.encode())

    assert post.private_because == "front_matter"
    assert Note("maybe_head") in post.notes


@pytest.mark.parametrize(
    "text",
    [
        "首发于：https://example.com/1\n\n# 题\n\n正文\n\n---\n\nvia: https://example.com\n",
        "---\n\n一条线之间的话\n\n---\n正文",
        "注意：先看这里\n\n正文\n\n---\n后文",
        "# 怎样写文件头\n\n```yaml\n---\ntitle: 一\npassword: x\n---\n```\n",
        "---\ntitle: 一\n---\n作者：甲\n\n---\n正文",
        "---\ntitle: 一\n---\nDate: 2020\n\n正文",
        "{% note %}\n好\n{% endnote %}\n",
        "{:toc}\n正文",
        "正文：好\n\n1. 甲\n2. 乙\n",
        "```yaml\ntitle: 一\n```\n\n这样写文件头。",
        "——引自某书：第一页\n\n正文",
        "[{甲}](/x) 正文",
        "___\n\n正文",
        "#标签 正文",
    ],
)
def test_plain_texts_stay_public(text):
    assert read_post("a.md", text.encode()).private_because == ""


unseen = st.text(st.sampled_from([*UNSEEN, " "]), max_size=3)
blank = st.sampled_from(["", "\n", "\n\n"])
comment = st.sampled_from(["", *(f"{words}\n" for words in COMMENTS)])
around = st.lists(st.one_of(unseen, blank, comment), max_size=4).map("".join)


@st.composite
def heads(draw):
    """The text of a file with a head of any kind; each value in it is secret."""
    kind = draw(st.sampled_from(["---", "bare", ";;;", ";;;bare", "+++", "{", "———"]))
    names = draw(st.permutations(["title", "mood", "date", draw(st.sampled_from(
        ["password", "pin", "心情"]))]))  # fmt: skip
    if kind in (";;;", ";;;bare", "{"):
        inner = ",\n".join(f'{draw(unseen)}"{name}": "{SECRET}"' for name in names)
        inner = "{" + inner + "}\n" if kind == "{" else inner + "\n"
    else:
        mark = " = " if kind == "+++" else ": "
        lines = [f'{name}{mark}"{SECRET}"' for name in names]
        inner = "".join(
            draw(unseen) + line + draw(unseen) + "\n" + draw(blank) for line in lines
        )
        inner = draw(st.sampled_from(["", "# 注\n"])) + inner
    fence = {"bare": "---", ";;;bare": ";;;", "{": ""}.get(kind, kind)
    opening = "" if "bare" in kind or kind == "{" else fence + draw(unseen) + "\n"
    closing = fence + draw(unseen) + "\n" if fence else ""
    return draw(around) + opening + inner + closing + "正文\n"


@given(heads(), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_no_value_of_a_head_is_shown(text, bom):
    try:
        post = read_post("a.md", bom + text.encode())
    except ReadError:
        return
    if post.is_public:
        assert SECRET not in post.body
        # what the title shows is a title
        assert post.title in (SECRET, "a")
    else:
        assert {"kept_private", "maybe_head"} & {note.code for note in post.notes}
