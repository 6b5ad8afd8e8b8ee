"""Which post and which file an address means, where several could be meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import ReadError
from transfer.reading.library import TELL_EVERY, load_library
from transfer.reading.sources import Source


def source(files):
    return Source({p: (lambda raw=t: raw.encode()) for p, t in files.items()})


def library(*paths, **texts):
    posts = {path: f"# {path}\n文\n" for path in paths}
    return load_library(source(posts | texts))


def path_of(found):
    return found.path if found else None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("b.md", "x/b.md"),
        ("./b.md?v=1#节", "x/b.md"),
        ("B.MD", "x/b.md"),
        ("b", "x/b.md"),
        ("b.html", "x/b.md"),
        ("../y/b.md", "y/b.md"),
        ("/y/b/", "y/b.md"),
        ("..\\y\\b.md", "y/b.md"),
        ("%E4%B8%AD.md", "x/中.md"),
        ("中.md", "x/中.md"),
        ("c/", "x/c/index.md"),
        ("c/index.html", "x/c/index.md"),
        ("/c", "x/c/index.md"),
        ("b.txt", None),
        ("../../b.md", None),
        ("#节", None),
        ("./", None),
        ("/", None),
        ("..", None),
    ],
)
def test_an_address_is_read_from_where_it_stands(url, found):
    files = library("x/a.md", "x/b.md", "y/b.md", "x/中.md", "x/c/index.md")

    assert path_of(files.find_post("x/a.md", url)) == found


@pytest.mark.parametrize(
    ("owner", "url", "found"),
    [
        ("x/1/a.md", "/b/", "x/2/b.md"),
        ("y/1/a.md", "/b/", "y/2/b.md"),
        ("z/a.md", "/b/", None),
        ("z/a.md", "/2/b/", None),
        ("z/a.md", "/x/2/b/", "x/2/b.md"),
        ("x/1/a.md", "/y/2/b", "y/2/b.md"),
        ("x/1/a.md", "/lonely/", "y/2/2019-01-02-lonely.md"),
        ("x/1/a.md", "/2019-01-02-lonely/", "y/2/2019-01-02-lonely.md"),
    ],
)
def test_of_posts_with_one_name_the_nearest_is_meant_if_there_is_one(owner, url, found):
    files = library("x/2/b.md", "y/2/b.md", "y/2/2019-01-02-lonely.md")

    assert path_of(files.find_post(owner, url)) == found


def test_an_old_address_belongs_to_the_first_that_had_it():
    head = "---\ntitle: {0}\naliases: [/old/]\n---\n{0}"
    files = library(**{"b.md": head.format("乙"), "a.md": head.format("甲")})

    assert path_of(files.find_post("c.md", "/old/")) == "a.md"


def test_a_title_names_a_post_only_where_it_is_the_only_one():
    files = library(**{"a.md": "# 题\n一", "b.md": "# 题\n二", "c.md": "# 别的\n三"})

    assert files.find_named("a.md", "题") is None
    assert path_of(files.find_named("a.md", " 别的 ")) == "c.md"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("图.png", "posts/a/图.png"),
        ("%E5%9B%BE.PNG", "posts/a/图.png"),
        ("a/图.png", "posts/a/图.png"),
        ("near.png?v=2#f", "posts/near.png"),
        ("/x.png", "static/x.png"),
        ("/blog/x.png", "static/x.png"),
        ("/img/y.png", "assets/img/y.png"),
        ("img/y.png", "assets/img/y.png"),
        ("../static/x.png", "static/x.png"),
        ("..\\static\\x.png", "static/x.png"),
        ("/static/x.png", "static/x.png"),
        ("../../static/x.png", "static/x.png"),
        ("/../../etc/passwd", None),
        ("", None),
        ("/", None),
        ("none.png", None),
    ],
)
def test_a_file_is_found_where_generators_keep_it(url, found):
    files = library("posts/a.md", **dict.fromkeys(
        ("posts/a/图.png", "posts/near.png", "static/x.png", "assets/img/y.png"), "x"))  # fmt: skip

    assert files.find_file("posts/a.md", url) == found


@given(st.text(alphabet="./\\%2eabpng中?#", max_size=30))
def test_no_address_leads_out_of_the_source(url):
    files = library("b/a.md", **{"b/a.png": "x", "中/b.png": "x"})

    assert files.find_file("b/a.md", url) in {None, *files.source.files}
    assert path_of(files.find_post("b/a.md", url)) in {None, "b/a.md"}


def test_equal_texts_with_equal_titles_are_one_post_and_the_draft_is_the_copy():
    text = "---\ntitle: 题\n---\n文"
    files = library(**{"_drafts/a.md": text, "z/b.md": text, "y/c.md": text + "\n"})

    assert sorted(files.posts) == ["y/c.md", "z/b.md"]
    error = files.failed["_drafts/a.md"]
    assert (error.code, error.detail) == ("duplicate", "z/b.md")


def test_the_posts_kept_in_hand_have_no_text_and_are_read_again():
    files = library(**{"a.md": "---\ntitle: 题\nsummary: 摘要\n---\n文"})
    light = files.posts["a.md"]

    assert (light.title, light.body, light.head, light.raw, light.summary) == (
        "题", "", "", b"", "",
    )  # fmt: skip
    whole = files.whole(light)
    assert (whole.body, whole.summary, whole.digest) == ("文", "摘要", light.digest)


@pytest.mark.parametrize(
    ("raw", "title"), [(None, None), (b"", None), ("# 旧题\n文".encode(), "旧题")]
)
def test_what_a_file_said_before_is_known_where_it_can_be_read(raw, title):
    earlier = library("a.md").earlier("a.md", raw)

    assert (earlier.title if earlier else None) == title


def test_a_file_that_goes_away_cannot_be_read_again():
    files = library("a.md")
    files.source.files["a.md"] = Path("/nowhere/a.md").read_bytes

    with pytest.raises(ReadError) as refusal:
        files.whole(files.posts["a.md"])

    assert refusal.value.code == "unreadable"


def test_somebody_hears_of_a_big_source_every_now_and_then():
    told = []
    posts = {f"{n}.md": f"# {n}\n文" for n in range(TELL_EVERY + 1)}

    load_library(source(posts | {"x.png": "x"}), progress=told.append)

    assert told == [TELL_EVERY + 1] * 2
