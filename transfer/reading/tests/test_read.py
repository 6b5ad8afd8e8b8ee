from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note, ReadError
from transfer.reading.post import Post
from transfer.reading.read import read_post

CHINA = ZoneInfo("Asia/Shanghai")


def read(head="", body="正文", path="_posts/a.md"):
    text = f"---\n{head}\n---\n{body}" if head else body
    return read_post(path, text.encode())


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a.md", "---\ntitle: 头\n---\n# 题\n", "头"),
        (
            "a.md",
            "首发于：x\n\n# 用 `Go` 写 **脚本** [好](u) #\n\n文\n",
            "用 Go 写 脚本 好",
        ),
        ("a.md", "```sh\n# 注释\n```\n\n题目\n====\n文\n", "题目"),
        ("a.md", "文\n\n    # 缩进代码\n\n## 二级\n", "二级"),
        ("2019-01-02-hello-world.md", "没有标题\n", "hello-world"),
        ("#no.md", "#没有空格\n", "#no"),
        ("后缀自动机/index.md", "# 前言\n\n# 正文\n", "后缀自动机"),
        ("后缀自动机/index.md", "# 唯一\n", "后缀自动机"),
        ("my-post/index.zh.md", "# 我的文章\n\n文\n", "我的文章"),
        ("a.md", "---\ntitle: 'null'\n---\n文", "null"),
        ("a.md", "---\ntitle: 2019\n---\n文", "2019"),
    ],
)
def test_title_from_head_heading_or_name(path, text, title):
    assert read_post(path, text.encode()).title == title


def test_the_heading_that_became_the_title_is_not_said_twice():
    post = read_post("a.md", "# 题\n\n文\n\n## 节\n".encode())

    assert (post.title, post.body, post.title_in_head) == ("题", "文\n\n## 节\n", False)


@pytest.mark.parametrize(
    ("path", "head", "date", "codes"),
    [
        ("2019-01-02-x.md", "title: x", datetime(2019, 1, 2, tzinfo=CHINA), []),
        ("2019-01-02-x.md", "date: 2020-05-06", datetime(2020, 5, 6, tzinfo=CHINA), []),
        (
            "2019-01-02-x.md",
            "date: 2017-16-26",
            datetime(2019, 1, 2, tzinfo=CHINA),
            ["bad_date"],
        ),
        ("x.md", "date: 2017-16-26", None, ["bad_date"]),
        ("2018/03/04/x.md", "title: x", datetime(2018, 3, 4, tzinfo=CHINA), []),
        ("20171117-series/2.md", "title: x", datetime(2017, 11, 17, tzinfo=CHINA), []),
        ("2018-03-04-x/index.md", "title: x", datetime(2018, 3, 4, tzinfo=CHINA), []),
    ],
)
def test_date_from_head_name_or_folder(path, head, date, codes):
    post = read(head, path=path)

    assert post.date == date
    assert [note.code for note in post.notes] == codes


@pytest.mark.parametrize(
    ("head", "tags", "categories"),
    [
        ("tags: [a, b, a]", ["a", "b"], []),
        ("tags:\n- a\n- [b, c]", ["a", "b", "c"], []),
        ("tags: 前端, JavaScript，CSS", ["前端", "JavaScript", "CSS"], []),
        ("tag: nginx", ["nginx"], []),
        ("tags:", [], []),
        ("tags: ['a, b', '#c', '”d\"']", ["a, b", "c", "d"], []),
        ("categories: [Foo, Bar]", [], [("Foo",), ("Bar",)]),
        ("categories:\n- [网络, 代理]\n- Java", [], [("网络", "代理"), ("Java",)]),
        ("category: Java", [], [("Java",)]),
    ],
)
def test_tags_and_categories(head, tags, categories):
    post = read(head)

    assert (post.tags, post.categories) == (tags, categories)


@pytest.mark.parametrize(
    ("head", "because"),
    [
        ("draft: true", "draft"),
        ("Draft: yes", "draft"),
        ("draft: false", ""),
        ("hidden: true", "hidden"),
        ("hidden:", ""),
        ("published: false", "published"),
        ("published: 'no'", "published"),
        ("published: 2019-01-01", ""),
        ("password: 0", "password"),
        ("password: ''", ""),
        ("password: false", ""),
        ("PASSWORD: secret", "password"),
        ("encrypt: true", "encrypt"),
        ("status: private", "status"),
        ("build: {render: never}", "build"),
    ],
)
def test_what_keeps_a_post_from_the_public(head, because):
    post = read(head)

    assert (post.private_because, post.is_public) == (because, not because)


def test_drafts_folder_and_empty_text_are_private():
    assert read("title: a", path="_drafts/a.md").private_because == "_drafts"
    assert read("title: a", body="\n").notes == [Note("no_text")]
    assert not read("title: a", body="\n").is_public


def test_jekyll_cuts_tags_at_blanks_and_others_do_not():
    text = "tags: ruby rails\ncategories: 甲 乙"
    jekyll = read(text, path="_posts/2019-01-02-a.md")

    assert (jekyll.tags, jekyll.categories) == (["ruby", "rails"], [("甲",), ("乙",)])
    assert read(text).tags == ["ruby rails"]


def test_old_addresses():
    post = read(
        "permalink: /2019/中文/\naliases: [/old/one, two, 'https://x.cn/three/?q=1']\n"
        "abbrlink: 1e10\nurl: ':title/'",
        path="content/blog/a.md",
    )

    assert post.redirects == [
        "/2019/中文/", "/old/one", "/content/blog/two", "/three/",
        "/posts/1e10/", "/posts/1e10.html", "/1e10.html",
    ]  # fmt: skip


def test_everything_else_the_head_says():
    post = read(
        "title: a\nsubtitle: b\nslug: c\nupdated: 2020-02-03\ndescription: d\nauthor: [e, f]\n"
        "translator: g\noriginallink: https://h.cn/1\nbanner: /img/i.png\ncomments: false\n"
        "top: 1\nlang: en\nphotos: [j.jpg]"
    )

    assert (post.subtitle, post.slug, post.summary) == ("b", "c", "d")
    assert post.updated == datetime(2020, 2, 3, tzinfo=CHINA)
    assert (post.author, post.translator, post.source_url) == (
        "e、f",
        "g",
        "https://h.cn/1",
    )
    assert (post.cover, post.photos, post.language) == ("/img/i.png", ["j.jpg"], "en")
    assert (post.comments_open, post.is_top) == (False, True)


def test_toml_taxonomies_count():
    text = (
        '+++\ntitle = "a"\n[taxonomies]\ntags = ["b"]\n[extra]\nauthor = "c"\n+++\n文'
    )
    post = read_post("a.md", text.encode())

    assert (post.tags, post.author) == (["b"], "c")


def test_half_surrogates_and_zero_bytes_of_escapes_go():
    post = read('title: "a\\ud800b\\0c"')

    assert post.title == "abc"


def test_an_empty_file_is_refused():
    with pytest.raises(ReadError) as refusal:
        read_post("a.md", b"\xef\xbb\xbf \r\n")

    assert refusal.value.code == "empty"


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from(
        [b"", b"---\n", b"+++\n", b"{", b"title: a\n---\n", b"---\ntitle: a\n---\n# "]
    ),
)
def test_any_bytes_are_a_post_or_refused(raw, start):
    with suppress(ReadError):
        post = read_post("a/b.md", start + raw)
        assert isinstance(post, Post)
        assert post.title
        post.title.encode()
