from collections.abc import Collection, Mapping

import pytest

from texts import (
    FoundReferences,
    ImageRequest,
    ResolvedImage,
    find_references,
    render,
)

BROKEN = '<span class="broken-reference">'


class Library:
    """A small CMS: page 3, document 4, image 5; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, frozenset]] = []

    def pages(self, ids: Collection[int]) -> Mapping[int, str]:
        self.asked.append(("pages", frozenset(ids)))
        return {3: "/essays/three/"}

    def documents(self, ids: Collection[int]) -> Mapping[int, str]:
        self.asked.append(("documents", frozenset(ids)))
        return {4: "/documents/4/a.pdf"}

    def images(
        self, requests: Collection[ImageRequest]
    ) -> Mapping[ImageRequest, ResolvedImage]:
        self.asked.append(("images", frozenset(requests)))
        found = ResolvedImage(
            "/media/5.jpg", 800, 600, "/media/5.jpg 1x, /media/5b.jpg 2x"
        )
        return {request: found for request in requests if request.id == 5}


def html(source: str) -> str:
    return render(source, references=Library()).html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[三](page:3)", '<a href="/essays/three/">三</a>'),
        (
            "[**三**](page:3#第二节 '题')",
            '<a href="/essays/three/#%E7%AC%AC%E4%BA%8C%E8%8A%82" title="题">'
            "<strong>三</strong></a>",
        ),
        ("[三](page:3#a)", '<a href="/essays/three/#a">三</a>'),
        ("[三](<page:3> '题')", '<a href="/essays/three/" title="题">三</a>'),
        ("[三][p]\n\n[p]: page:3", '<a href="/essays/three/">三</a>'),
        ("[档](doc:4)", '<a href="/documents/4/a.pdf">档</a>'),
        ("[无](page:9)", f"{BROKEN}无</span>"),
        ("[*无*](doc:9)", f"{BROKEN}<em>无</em></span>"),
        ("[坏](page:x)", "坏"),
        ("[坏](page:-3)", "坏"),
        ("[坏](media:3)", "坏"),
        ("甲![图](image:9)", f"甲{BROKEN}图</span>"),
        ("甲![a<b](image:9)", f"甲{BROKEN}a&lt;b</span>"),
    ],
)
def test_links_by_id(source, expected):
    assert html(source) == f"<p>{expected}</p>\n"


def test_an_image_alone_is_a_figure():
    assert html('![图](image:5,filter=width-800,class=left "题")') == (
        '<figure class="image-left"><img src="/media/5.jpg" alt="图" width="800" '
        'height="600" srcset="/media/5.jpg 1x, /media/5b.jpg 2x" loading="lazy" '
        'decoding="async"><figcaption>题</figcaption></figure>\n'
    )


def test_an_image_in_a_sentence_keeps_its_class_and_title():
    assert html('见![图](image:5,class=right "题")') == (
        '<p>见<img src="/media/5.jpg" alt="图" title="题" width="800" height="600" '
        'srcset="/media/5.jpg 1x, /media/5b.jpg 2x" class="image-right" loading="lazy" '
        'decoding="async"></p>\n'
    )


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("", "text"),
        (",filter=cover", "cover"),
        (",class=left,filter=avatar", "avatar"),
        (",filter=width-800", "text"),
        (",filter=scale-9999", "text"),
        (",filter=fill-200x200-c50|format-webp", "text"),
        (",filter=original", "text"),
        (",filter=../../x", "text"),
        (",filter=cover|hero", "text"),
        (",filter=mark", "text"),
    ],
)
def test_only_named_shapes_reach_the_image_library(written, shape):
    library = Library()

    render(f"![a](image:5{written})", references=library)

    assert library.asked == [("images", frozenset({ImageRequest(5, shape)}))]


def test_each_kind_is_asked_for_once_and_only_if_named():
    library = Library()

    render("[a](page:3) [b](page:8) [c](doc:4) [d](page:3)", references=library)
    render("plain", references=library)

    assert library.asked == [
        ("pages", frozenset({3, 8})),
        ("documents", frozenset({4})),
    ]


def test_without_a_library_everything_is_broken():
    assert render("[a](page:3) ![b](image:5)").html == (
        f"<p>{BROKEN}a</span> {BROKEN}b</span></p>\n"
    )


def test_find_references():
    source = "[a](page:3) [b](page:3#x) ![c](image:5,filter=x) [d](doc:4)\n\n`page:9`"

    assert find_references(source) == FoundReferences(
        frozenset({3}), frozenset({4}), frozenset({5})
    )
    assert find_references("nothing") == FoundReferences()


def test_find_references_in_notes_tables_and_headings():
    source = "# [a](page:1)\n\n|[b](page:2)|\n|-|\n\nx[^1]\n\n[^1]: [c](page:3)"

    assert find_references(source).pages == {1, 2, 3}
