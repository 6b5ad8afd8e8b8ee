import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.markup.links import references, rewrite

NEW = {
    "a.png": "image:1",
    "b.md": "page:2",
    "a b.png": "image:3",
    "图.png": "image:4",
    "a(1).png": "image:5",
    "data:image/png;base64,iVBO+/==": "image:6",
}


def resolve(url, is_image):
    return NEW.get(url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![x](a.png)", "![x](image:1)"),
        ('![x](a.png "题")', '![x](image:1 "题")'),
        ("![x](<a.png>)", "![x](image:1)"),
        ("![x](a(1).png)", "![x](image:5)"),
        ("![x](a b.png)", "![x](image:3)"),
        ("![x](data:image/png;base64,iVBO+/==)", "![x](image:6)"),
        ("![x][y]\n\n[y]: data:image/png;base64,iVBO+/==", "![x][y]\n\n[y]: image:6"),
        ("<img src='data:image/png;base64,iVBO+/=='>", "![](image:6)"),
        ("[x](data:image/png;base64,iVBO+/==)", "[x](data:image/png;base64,iVBO+/==)"),
        ("[x](b.md)", "[x](page:2)"),
        ("[![x](a.png)](b.md)", "[![x](image:1)](page:2)"),
        (
            "[`c`](b.md) 和 [d][e]\n\n[e]: b.md",
            "[`c`](page:2) 和 [d][e]\n\n[e]: page:2",
        ),
        ("[p]: a.png '题'", "[p]: image:1 '题'"),
        ('<a href="b.md">x</a>', '<a href="page:2">x</a>'),
        ("文 <img src='a.png' alt='替&amp;代' width=3> 文", "文 ![替&代](image:1) 文"),
        (
            '<div>\n<img src="a.png" title="t">\n</div>',
            '<div>\n\n\n![](image:1 "t")\n\n\n</div>',
        ),
        ("![x](图.png)", "![x](image:4)"),
    ],
)
def test_local_addresses_are_rewritten(text, expected):
    assert rewrite(text, resolve) == expected


@pytest.mark.parametrize(
    "text",
    ["`![x](a.png)`", "```\n![x](a.png)\n```", "    ![x](a.png)\n", r"\![x](c.png) \[x](c.md)",
     "[x](https://a.png)", "[x](//a.png)", "[x](#a.png)", "[x](mailto:a.png)", "[x]()", "![x](c.png)",
     "[^1]: b.md", "[x](b .md)", "f(a)[b](c, d)"],
)  # fmt: skip
def test_all_else_stays(text):
    assert rewrite(text, resolve) == text


def test_images_are_told_from_links():
    found = [
        (item.url, item.is_image)
        for item in references("![a [b]](c.png) [d](e.png) [f]: g")
    ]

    assert found == [("c.png", True), ("e.png", False)]


@given(st.text(alphabet="![]()<>`\\ \na.pngmd:img src=\"'/", max_size=200))
def test_rewriting_nothing_changes_nothing(text):
    assert rewrite(text, lambda url, is_image: None) == text
    for item in references(text):
        assert 0 <= item.start <= item.end <= len(text)
