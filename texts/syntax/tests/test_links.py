import pytest

from texts import render


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[a](https://b.c)", '<a href="https://b.c" rel="noopener">a</a>'),
        ("[a](//b.c/d)", '<a href="//b.c/d" rel="noopener">a</a>'),
        ("[a](/b)", '<a href="/b">a</a>'),
        ("[a](b.html)", '<a href="b.html">a</a>'),
        ("[a](#b)", '<a href="#b">a</a>'),
        ("[a](mailto:b@c.d)", '<a href="mailto:b@c.d">a</a>'),
        ("[a](tel:110)", '<a href="tel:110">a</a>'),
        ("[a](ftp://b.c)", "a"),
        ("[**a**](ed2k:x)", "<strong>a</strong>"),
        ("[a](javascript:b)", "[a](javascript:b)"),
        ("[a](data:text/html,b)", "[a](data:text/html,b)"),
        (
            "![a](data:image/png;base64,b)c",
            '<span class="broken-reference">a</span>c',
        ),
        ('<a href="https://b.c" target=_top>a</a>', '<a href="https://b.c">a</a>'),
    ],
)
def test_links(source, html):
    assert render(source).html == f"<p>{html}</p>\n"


IMG = '<img src="/a.png" alt="甲" loading="lazy" decoding="async">'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("![甲](/a.png)", f"<figure>{IMG}</figure>\n"),
        (
            '![甲](/a.png "题 *注*")',
            f"<figure>{IMG}<figcaption>题 *注*</figcaption></figure>\n",
        ),
        ("[![甲](/a.png)](/b)", f'<figure><a href="/b">{IMG}</a></figure>\n'),
        ("![甲](/a.png) 乙", f"<p>{IMG} 乙</p>\n"),
        ("![甲](/a.png)![甲](/a.png)", f"<p>{IMG}{IMG}</p>\n"),
        ("- ![甲](/a.png)", f"<ul>\n<li>{IMG}</li>\n</ul>\n"),
        ("> ![甲](/a.png)", f"<blockquote>\n<figure>{IMG}</figure>\n</blockquote>\n"),
    ],
)
def test_figures(source, html):
    assert render(source).html == html
