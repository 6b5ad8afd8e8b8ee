"""What a generator's configuration says, and the address each post had by it."""

import pytest

from transfer.reading.read import read_post
from transfer.reading.siteconfig import SiteConfig, read_config

POST = "---\ntitle: 一\ndate: 2020-03-04 05:06:07\n---\n文"


def post(path, head=""):
    return read_post(path, POST.replace("---\n文", f"{head}\n---\n文").encode())


def old_path(path, permalink="", head=""):
    return SiteConfig(permalink=permalink).old_path(post(path, head))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("source/_posts/b.md", "/2020/03/04/b/"),
        ("source/_posts/a/b.md", "/2020/03/04/a/b/"),
        ("source/_posts/2019-01-02-b.md", "/2020/03/04/b/"),
        ("blog/source/_posts/你好.md", "/2020/03/04/你好/"),
        ("_posts/2019-01-02-b.md", "/2020/03/04/b.html"),
        ("x/_posts/2019-01-02-你好.md", "/2020/03/04/你好.html"),
        ("_posts/b.md", ""),
        ("content/b.md", "/b/"),
        ("content/blog/b.md", "/blog/b/"),
        ("content/blog/b/index.md", "/blog/b/"),
        ("site/content/中文/文.md", "/中文/文/"),
        ("b.md", ""),
        ("docs/b.md", ""),
    ],
)
def test_without_a_pattern_the_usual_one_of_the_generator_counts(path, address):
    assert old_path(path) == address


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/:year/:month/:day/:title.html", "/2020/03/04/c.html"),
        ("/:i_month/:i_day/:short_year/:hour:minute:second/", "/3/4/20/050607/"),
        ("posts/:name", "/posts/b"),
        ("//:category//:filename//", "/甲/乙/b/"),
        (":categories/:slug/", "/甲/乙/c/"),
        ("/:title", "/c"),
    ],
)
def test_a_pattern_is_filled_with_what_the_post_says(pattern, address):
    head = "slug: c\ncategories: [[甲, 乙], 丙]"

    assert old_path("_posts/2019-01-02-b.md", pattern, head) == address


@pytest.mark.parametrize(
    "pattern",
    ["/:year/:id/", "/:hash.html", "ordinal", "weekdate", "/blog/", "/", ":categories", "/:title" + "x" * 250],
)  # fmt: skip
def test_a_pattern_that_names_no_single_address_names_none(pattern):
    assert old_path("_posts/2019-01-02-b.md", pattern) == ""


def test_a_post_without_a_date_has_no_address_with_one():
    undated = read_post("source/_posts/b.md", "文".encode())

    assert SiteConfig().old_path(undated) == ""
    assert SiteConfig(permalink="/:title/").old_path(undated) == "/b/"


@pytest.mark.parametrize(
    ("style", "pattern"),
    [
        ("pretty", "/:categories/:year/:month/:day/:title/"),
        ("date", "/:categories/:year/:month/:day/:title.html"),
        ("none", "/:categories/:title.html"),
        ("/:title/", "/:title/"),
    ],
)
def test_jekyll_has_names_for_patterns(style, pattern):
    config = read_config({"_config.yml": f"permalink: {style}\n".encode()})

    assert config == SiteConfig(permalink=pattern)


@pytest.mark.parametrize(
    ("name", "text", "hosts"),
    [
        ("_config.yml", "url: https://a.cn/blog/", {"a.cn"}),
        ("_config.yml", "---\nurl: http://甲.cn:8080\n", {"甲.cn"}),
        ("_config.yml", "URL: //A.cn", {"a.cn"}),
        ("hugo.toml", "baseURL = 'https://b.cn/x'", {"b.cn"}),
        ("config.yaml", "baseurl: /blog", set()),
        ("_config.yml", "url: 'http://[bad'", set()),
        ("_config.yml", "url: [\n", set()),
        ("hugo.toml", "url: https://a.cn", set()),
        ("_config.yml", "", set()),
        ("_config.yml", "\0" * 100, set()),
    ],
)
def test_a_site_is_known_by_its_host_or_says_nothing(name, text, hosts):
    assert read_config({name: text.encode()}) == SiteConfig(hosts=hosts)


def test_a_configuration_in_the_encoding_of_old_windows_is_read():
    text = "title: 我的博客，写一些关于技术和生活的文章\nurl: https://a.cn\n"

    assert read_config({"_config.yml": text.encode("gbk")}).hosts == {"a.cn"}


def test_the_one_at_the_top_counts_more_than_that_of_a_theme():
    files = {
        "_config.yml": b"permalink: /top/:title/\n",
        "theme/_config.yml": b"permalink: /theme/:title/\nurl: https://a.cn\n",
    }

    config = read_config(files)

    assert (config.permalink, config.hosts) == ("/top/:title/", {"a.cn"})


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("encrypt: {tags: [{name: 日记, password: x}, {name: b}]}", {"日记", "b"}),
        ("encrypt: {tags: [a, {name: [c]}, {password: x}]}", set()),
        ("encrypt: {tags: 日记}", set()),
        ("encrypt: true", set()),
    ],
)
def test_tags_with_a_password_are_secret(text, tags):
    assert read_config({"_config.yml": text.encode()}).secret_tags == tags
