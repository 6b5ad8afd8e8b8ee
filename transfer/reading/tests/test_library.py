import io
import zipfile
from pathlib import Path

import pytest

from transfer.markup.prepare import prepare_body
from transfer.reading.library import load_library
from transfer.reading.sources import Source, open_zip


def library(**files):
    return load_library(
        Source({path: (lambda raw=text: raw.encode()) for path, text in files.items()})
    )


class Targets:
    def data_image(self, url):
        return None

    def page(self, post):
        return f"page:{post.title}"

    def image(self, path):
        return f"image:{Path(path).name}"


HEXO = {
    "source/_posts/a.md": "title: 甲\n---\n文\n",
    "source/_posts/a/pic.png": "x",
    "source/img/b.png": "x",
    "source/_posts/c.md": "title: 丙\ndate: 2020-01-02\nabbrlink: 1e10\n---\n{% post_link a %}\n",
}
JEKYLL = {
    "_config.yml": "url: https://me.github.io\npermalink: /blog/:year/:title/\n",
    "_posts/2019-01-02-one.md": "---\ntitle: 一\n---\n文",
    "_posts/2019-01-03-two.md": "---\ntitle: 二\n---\n文",
    "images/x/y.png": "x",
}
HUGO = {
    "content/blog/first/index.md": "---\ntitle: F\naliases: [/old/]\n---\n文",
    "content/blog/first/cover.jpg": "x",
    "content/docs/first.md": "---\ntitle: D\n---\n文二",
    "static/img/z.webp": "x",
}


@pytest.mark.parametrize(
    ("files", "post", "url", "found"),
    [
        (HEXO, "source/_posts/a.md", "pic.png", "source/_posts/a/pic.png"),
        (HEXO, "source/_posts/a.md", "a/pic.png", "source/_posts/a/pic.png"),
        (HEXO, "source/_posts/a.md", "/img/b.png", "source/img/b.png"),
        (HEXO, "source/_posts/a.md", "/blog/img/b.png", "source/img/b.png"),
        (HEXO, "source/_posts/a.md", "../img/b.png?v=1", "source/img/b.png"),
        (HEXO, "source/_posts/a.md", "../../../../etc/passwd", None),
        (HEXO, "source/_posts/a.md", "/no.png", None),
        (JEKYLL, "_posts/2019-01-02-one.md", "/images/x/y.png", "images/x/y.png"),
        (JEKYLL, "_posts/2019-01-02-one.md", "images/x/Y.png", "images/x/y.png"),
        (
            HUGO,
            "content/blog/first/index.md",
            "./cover.jpg",
            "content/blog/first/cover.jpg",
        ),
        (HUGO, "content/docs/first.md", "/img/z.webp", "static/img/z.webp"),
    ],
)
def test_local_files_are_found_and_never_outside(files, post, url, found):
    assert library(**files).find_file(post, url) == found


@pytest.mark.parametrize(
    ("files", "post", "url", "title"),
    [
        (HEXO, "source/_posts/c.md", "a.md", "甲"),
        (HEXO, "source/_posts/c.md", "./a.html#x", "甲"),
        (HEXO, "source/_posts/a.md", "/2020/01/02/c/", "丙"),
        (HEXO, "source/_posts/a.md", "/posts/1e10.html", "丙"),
        (HEXO, "source/_posts/a.md", "/nowhere/", None),
        (HEXO, "source/_posts/a.md", "../../../x.md", None),
        (JEKYLL, "_posts/2019-01-02-one.md", "/blog/2019/two/", "二"),
        (JEKYLL, "_posts/2019-01-02-one.md", "2019-01-03-two.md", "二"),
        (HUGO, "content/docs/first.md", "/blog/first/", "F"),
        (HUGO, "content/docs/first.md", "/old", "F"),
        (HUGO, "content/docs/first.md", "../blog/first/", "F"),
        (HUGO, "content/docs/first.md", "/first/", "D"),
    ],
)
def test_posts_are_found_by_path_and_old_address(files, post, url, title):
    found = library(**files).find_post(post, url)

    assert (found.title if found else None) == title


@pytest.mark.parametrize(
    "name",
    ["2019-01-03-two", "two", "/2019-01-03-two", "二", "_posts/2019-01-03-two.md"],
)
def test_template_tags_name_posts_in_many_ways(name):
    assert library(**JEKYLL).find_named("_posts/2019-01-02-one.md", name).title == "二"


def test_the_usual_or_configured_old_address_leads_here():
    assert library(**HEXO).posts["source/_posts/c.md"].redirects[-1] == "/2020/01/02/c/"
    assert library(**JEKYLL).posts["_posts/2019-01-02-one.md"].redirects == [
        "/blog/2019/one/"
    ]
    assert library(**HUGO).posts["content/docs/first.md"].redirects == ["/docs/first/"]


def test_every_post_file_is_read_or_failed_once():
    found = library(
        **{"a.md": "文", "b.md": "---\ntitle: [\n---\n", "c.md": "", "a2.md": "# 文\n", "_drafts/d.md": "# 题\n同",
           "e.md": "# 题\n同", "f.txt": "x"}
    )  # fmt: skip

    assert sorted(found.posts) == ["a.md", "a2.md", "e.md"]
    assert {path: error.code for path, error in found.failed.items()} == {
        "b.md": "front_matter_yaml", "c.md": "empty", "_drafts/d.md": "duplicate",
    }  # fmt: skip


def test_tags_that_the_site_locks_keep_a_post_private():
    found = library(
        **{
            "_config.yml": "encrypt:\n  tags:\n  - {name: 日记, password: x}\n",
            "a.md": "---\ntags: 日记\n---\n文",
        }
    )

    assert found.posts["a.md"].private_because == "encrypt"


def test_a_prepared_body_leads_to_the_new_places():
    found = library(
        **HEXO,
        **{
            "source/_posts/d.md": "title: 丁\nphotos: [/img/b.png]\n---\n![](/img/b.png) ![](/no.png) [x](a.md#y)\n{% post_link c %}\n"
        },
    )
    prepared = prepare_body(
        found.whole(found.posts["source/_posts/d.md"]), found, Targets()
    )

    assert prepared.text == (
        "![](image:b.png) ![](/no.png) [x](page:甲#y)\n[丙](page:丙)\n\n![](image:b.png)\n"
    )
    assert [post.title for post in prepared.linked] == ["丙", "甲"]
    assert prepared.missing_images == ["/no.png"]


def test_a_zip_reads_like_its_folder():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as writer:
        for path, text in HEXO.items():
            writer.writestr(f"blog-main/{path}", text)
    loaded = load_library(open_zip(file))

    assert sorted(loaded.posts) == ["source/_posts/a.md", "source/_posts/c.md"]
    assert loaded.find_file("source/_posts/a.md", "/img/b.png") == "source/img/b.png"
