"""What the heads of Hugo, Hexo, Jekyll, Ghost and WordPress say on who may see."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from transfer.errors import Note
from transfer.reading.read import read_post

CHINA = ZoneInfo("Asia/Shanghai")
PAST, FUTURE = datetime(2019, 1, 2, tzinfo=CHINA), datetime(2150, 3, 4, tzinfo=CHINA)


def read(head, body="正文"):
    return read_post("a.md", f"---\n{head}\n---\n{body}".encode())


@pytest.mark.parametrize(
    ("head", "because"),
    [
        # Hugo
        ("build: {list: never}", "build"),
        ("build: {list: local}", "build"),
        ("build: {list: always, render: always}", ""),
        ("_build: {list: false}", "build"),
        ("build: {render: link}", "build"),
        ("headless: true", "headless"),
        ("build: clean", ""),
        ("hiddenFromHomePage: true", "hiddenfromhomepage"),
        ("hiddenInHomeList: true", "hiddeninhomelist"),
        ("searchHidden: true", "searchhidden"),
        ("robotsNoIndex: true", "robotsnoindex"),
        ("params: {draft: true}\ndraft: false", "draft"),
        # said twice
        ("draft: true\ndraft: false", "draft"),
        ("password: x\npassword:", "password"),
        ("title: 一\ntitle: 二", ""),
        ("base: &b {draft: true}\n<<: [*b]", "draft"),
        # flags of other houses
        ("wip: true", "wip"),
        ("archived: true", "archived"),
        ("ignore: yes", "ignore"),
        ("eleventyExcludeFromCollections: true", "eleventyexcludefromcollections"),
        ("是否草稿: 是", "是否草稿"),
        ("dg-publish: false", "dgpublish"),
        ("dg-publish: true", ""),
        ("是否公开: 否", "是否公开"),
        ("发布: 否", "发布"),
        ("发布: 2019-01-01", ""),
        ("show: false", "show"),
        ("display: block", ""),
        ("enabled: no", "enabled"),
        ("published_at: null", "publishedat"),
        ("published_at: 2019-01-02", ""),
        ("state: draft", "state"),
        ("audience: only_paid", "audience"),
        ("audience: everyone", ""),
        ("可见范围: 仅自己", "可见范围"),
        ("权限: 私密", "权限"),
        ("发布状态: 草稿", "发布状态"),
        ("发布状态: 已发布", ""),
        # flags that open
        ("visible: false", "visible"),
        ("listed: no", "listed"),
        ("public: 以后", "public"),
        ("published: 2019-01-01", ""),
        ("published: 'false\u200b'", "published"),
        ("publish: 是", ""),
        # states
        ("status: 草稿", "status"),
        ("status: 已发布", ""),
        ("状态: 私密", "状态"),
        ("status: publish", ""),
        ("status: 好像写完了", "status"),
        ("status: future", "status"),
        ("status: scheduled\ndate: 2150-03-04", ""),
        ("status: {}", ""),
        # Ghost
        ("visibility: members", "visibility"),
        ("visibility: paid", "visibility"),
        ("visibility: [public, tiers]", "visibility"),
        ("visibility: public", ""),
        ("status: sent", "status"),
        # other spellings
        ("p\u200bassword: x", "password"),
        ("\u200dpassword: x", "password"),
        ("ＰＡＳＳＷＯＲＤ: x", "password"),
        ("密码: x", "密码"),
        ("草稿: 是", "草稿"),
        ("Draft: true\ndraft: false", "draft"),
        ("layout: draft", "layout"),
        ("layout: post\ntype: link", ""),
        ("sitemap: {disable: true}", "sitemap"),
        ("robots: noindex, follow", "robots"),
    ],
)
def test_who_may_see(head, because):
    post = read(f"title: a\n{head}")

    assert post.private_because == because
    assert (Note("kept_private", because) in post.notes) is bool(because)


@pytest.mark.parametrize(
    ("body", "because"),
    [
        ('{{% hugo-encryptor "s3cret" %}}\n密\n{{% /hugo-encryptor %}}', "hugo-encryptor"),
        ("{% encrypt s3cret %}密{% endencrypt %}", "encrypt"),
        ("怎样加密：`encrypt`", ""),
    ],
)  # fmt: skip
def test_a_part_that_is_locked_is_not_published_with_its_password(body, because):
    assert read("title: a", body).private_because == because


@pytest.mark.parametrize(
    ("head", "date", "goes_live"),
    [
        ("date: 2019-01-02", PAST, PAST),
        ("date: 2150-03-04", FUTURE, FUTURE),
        ("date: 2019-01-02\npublishDate: 2150-03-04", PAST, FUTURE),
        ("date: 2150-03-04\npublishDate: 2019-01-02", FUTURE, PAST),
        ("pubDate: 2150-03-04", FUTURE, FUTURE),
        ("date: 2019-01-02\npublished: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\npublished_at: 2150-03-04", PAST, FUTURE),
        ("date: 2019-01-02\npublishDate: 0001-01-01T00:00:00Z", PAST, PAST),
        ("title: a", None, None),
    ],
)
def test_the_date_shown_and_the_date_of_publishing(head, date, goes_live):
    post = read(head)

    assert (post.date, post.goes_live) == (date, goes_live)
    assert (post.is_public, post.notes) == (True, [])


@pytest.mark.parametrize(
    ("head", "expires", "because", "notes"),
    [
        ("expiryDate: 2150-03-04", FUTURE, "", []),
        ("unpublishDate: 2150-03-04", FUTURE, "", []),
        ("expiryDate: 2019-01-02", PAST, "expirydate", [Note("expired", "2019-01-02")]),
        ("expiryDate: 9999-12-31", None, "", []),
        ("expires: never", None, "", []),
        ("expiryDate: 以后", None, "expirydate", [Note("bad_date", "以后")]),
        ("publishDate: 以后", None, "publishdate", [Note("bad_date", "以后")]),
        ("date: 2160-01-01\nexpiryDate: 2150-03-04", FUTURE, "expirydate",
         [Note("expired", "2150-03-04")]),
    ],
)  # fmt: skip
def test_what_ends_or_begins_nobody_knows_when(head, expires, because, notes):
    post = read(head)

    assert (post.expires, post.private_because, post.notes) == (expires, because, notes)
