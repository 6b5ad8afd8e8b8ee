"""A part that is locked keeps the whole post a draft; so does what nobody can judge."""

import pytest

from transfer.reading.locking import locked_part
from transfer.reading.read import read_post


def because(text):
    return read_post("a.md", text.encode()).private_because


@pytest.mark.parametrize(
    "body",
    [
        "::: encrypt password=\"123456\"\n密\n:::", "> ::: private\n> x", ":::: hide\nx\n::::",
        "开 [hide]密[/hide]", "[login]密[/login]", "[secret pw=1]密[/secret]", "[reply]x[/reply]",
        "{%- encrypt pw -%}x", "{% lock pw %}x{% endlock %}", "{{< lock \"pw\" >}}x{{< /lock >}}",
        "{{%members%}}x", "<!-- encrypt -->x<!-- /encrypt -->", "<!--private-->\nx",
        "<!-- begin private -->x", "<Encrypt password=\"x\">y</Encrypt>", "> [!private]\n> x",
        "<!-- valaxy-encrypt-start:x -->\n密\n<!-- valaxy-encrypt-end -->", "<!--hide start-->x",
        "{hide}\n密\n{/hide}", "{login}密{/login}", "[ppblock pwd=\"x\"]密[/ppblock]",
        "[members_only]密[/members_only]", "[ht_message]密[/ht_message]", "[隐藏]密[/隐藏]",
        "[restrict level=2]密[/restrict]", "{{< protect >}}x", "{{% staticrypt %}}x", "{% pwd 1 %}x",
        "<p hidden>密</p>", "<div style='color:red; display : none'>密</div>", "开 <span hidden=''>密</span>",
        "::: 加密\n密\n:::", "<PasswordProtected>密</PasswordProtected>", "<!-- 加密 -->密",
    ],
)  # fmt: skip
def test_what_locks_a_part_keeps_the_post_private(body):
    assert because(f"---\ntitle: x\n---\n{body}") != ""


@pytest.mark.parametrize(
    "body",
    [
        "```\n::: encrypt\n[hide]x[/hide]\n```", "[private](https://a.cn)", "[hide] 没有结尾",
        "::: tip\nx\n:::", "{% hideToggle x %}y{% endhideToggle %}", "<div>x</div>",
        "mysql -u <login> -p <password>", "{hide} 没有结尾", "参数 {password:x}", "[login]",
        "<canvas style='display:none'></canvas>", "<p class='hidden-sm'>x</p>", "`<p hidden>x</p>`", "用 `[hide]x[/hide]`",
        "<!-- more -->", "<!-- hide the menu in print -->", "[login]: https://a.cn",
    ],
)  # fmt: skip
def test_what_only_looks_alike_does_not(body):
    assert because(f"---\ntitle: x\n---\n{body}") == ""


@pytest.mark.parametrize(
    "head",
    [
        "head: [[meta, {name: robots, content: noindex}]]", "谁能看到: 自己", "谁可以看到: 我",
        "私人: 是", "不可公开: true", "需登录: 是", "tiers: [gold]", "deleted_at: 2001-01-01",
        "removedAt: 2001-01-01", "type: post_draft", "post_type: revision", "tags: [a/私密]",
        "wordpress: {status: draft}", "typecho: {status: private}", "quartz: {publish: false}",
        "查看者: 我", "受众: 内部", "securityLevel: internal", "前台显示: 否", "内部使用: true",
        "Ready to publish: No", "email_only: true", "解锁码: abc", "暂缓发布: 是",
    ],
)  # fmt: skip
def test_a_key_of_readers_whose_answer_is_not_all_is_doubt(head):
    assert because(f"---\ntitle: x\n{head}\n---\n文") != ""


@pytest.mark.parametrize(
    "head",
    [
        "head: [[meta, {name: description, content: 一}]]", "谁能看到: 所有人", "私人: 否",
        "不可公开: false", "需登录: 否", "deleted_at:", "type: post", "layout: post\nlayout: page",
        "typecho: {status: publish}", "受众: 所有人", "前台显示: 是", "readonly: true",
        "security: public", "skip_toc: true", "exclusive: false", "内部链接: 3",
    ],
)  # fmt: skip
def test_a_key_whose_answer_is_all_or_of_something_else_is_none(head):
    assert because(f"---\ntitle: x\n{head}\n---\n文") == ""


def test_a_publication_date_to_come_is_waited_for():
    post = read_post(
        "a.md", "---\ntitle: x\npublication_date: 2099-01-02\n---\n文".encode()
    )

    assert f"{post.goes_live:%Y-%m-%d}" == "2099-01-02"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (".. title: 题\n.. slug: t\n.. status: private\n\n文", "status"),
        ("<!--\n.. title: 题\n.. status: draft\n-->\n\n文", "status"),
        ("<!-- \n.. title: 题\n.. password: abc\n.. -->\n文", "password"),
        (".. title: 题\n.. date: 2020-01-02\n.. tags: 甲, 乙\n\n文", ""),
    ],
)
def test_the_head_of_nikola_is_read(text, key):
    post = read_post("a.md", text.encode())

    assert (post.title, post.body.strip(), post.private_because) == ("题", "文", key)


@pytest.mark.parametrize(
    "comment",
    ["<!-- draft: true -->", "<!-- private -->", "%% private %%", "[//]: # (draft: true)",
     "<!-- status: draft\npassword: 1 -->", "<!-- 私密 -->"],
)  # fmt: skip
def test_a_comment_before_the_text_may_be_its_head(comment):
    assert because(f"{comment}\n文") != ""


def test_other_comments_say_nothing():
    assert because("<!-- 写于北京 -->\n文") == because("<!--more-->\n文") == ""


@pytest.mark.parametrize(
    "mark",
    [
        "[hide]",
        "{hide}",
        "[secret=x]\n",
        "[hide] x\n",
        "<!-- a-",
        "<a hidden ",
        "<a>x",
        "<login>",
    ],
)
def test_thousands_of_marks_are_read_in_no_time(mark):
    assert locked_part(mark * 40_000) == ""
