"""A rehearsal finds out what is missing, and stores nothing."""

import pytest

from transfer.reading.library import load_library
from transfer.reading.sources import Source
from transfer.writing.placing import Placing

FILES = {
    "a.md": "# 甲\n[乙](b.md#节) [丙](c.md) [没有](d.md) ![图](x.png) ![缺](no.png)\n",
    "b.md": "# 乙\n文\n",
    "c.md": "# 丙\n文\n",
    "x.png": "x",
}


def placing(*coming, known=(), **files):
    source = Source({p: (lambda raw=t: raw.encode()) for p, t in (FILES | files).items()})  # fmt: skip
    # with `pretends` no picture library is asked for anything
    ids = {path: pk for pk, path in enumerate(known, 7)}
    return Placing(load_library(source), None, ids, pretends=True, coming={*coming})


def whole(place, path="a.md"):
    return place.library.whole(place.library.posts[path])


def told(post):
    return [(note.code, note.detail) for note in post.notes]


def test_what_has_a_page_and_what_will_have_one_is_linked():
    place = placing("b.md", known=["c.md"])
    post = whole(place)

    prepared = place.prepare(post)

    assert prepared.text == "[乙](page:0#节) [丙](page:7) [没有](d.md) ![图](image:0) ![缺](no.png)\n"  # fmt: skip
    assert [linked.path for linked in prepared.linked] == ["b.md", "c.md"]
    assert told(post) == [("missing_image", "no.png")]


def test_what_will_have_no_page_is_not_linked():
    place = placing()

    assert place.prepare(whole(place)).text.startswith("[乙](b.md#节) [丙](c.md) ")


@pytest.mark.parametrize(
    ("coming", "expected"),
    [(["b.md"], True), (["b.md", "c.md"], True), (["a.md"], False), ([], False)],
)
def test_a_post_waits_for_those_it_links_to(coming, expected):
    place = placing(*coming)

    assert place.waits(place.prepare(whole(place))) is expected


def test_a_picture_that_is_missing_twice_is_told_once():
    place = placing(**{"e.md": "# 戊\n![](no.png) ![](no.png) ![](No.png)\n"})
    post = whole(place, "e.md")

    place.prepare(post)
    place.prepare(post)

    assert told(post) == [("missing_image", "no.png"), ("missing_image", "No.png")]


def test_what_is_told_of_a_long_address_and_a_long_line_is_its_start():
    name, line = "长" * 300 + ".png", "##" + "题" * 100
    place = placing(**{"e.md": f"# 戊\n\n![]({name})\n\n{line}\n"})
    post = whole(place, "e.md")

    place.prepare(post)

    assert told(post) == [("missing_image", name[:200]), ("glued_heading", line[:60])]


@pytest.mark.parametrize(
    ("cover", "found", "notes"),
    [
        ("x.png", 0, []),
        ("./X.png?v=1", 0, []),
        ("", None, []),
        ("https://a.cn/x.png", None, []),
        ("//a.cn/x.png", None, []),
        ("no.png", None, [("missing_image", "no.png")]),
        ("../no.png", None, [("missing_image", "../no.png")]),
        ("/", None, [("missing_image", "/")]),
    ],
)
def test_a_cover_is_a_file_of_the_source(cover, found, notes):
    place = placing(**{"e.md": f"---\ntitle: 戊\ncover: {cover}\n---\n文"})
    post = whole(place, "e.md")

    assert (place.cover_id(post), told(post)) == (found, notes)
