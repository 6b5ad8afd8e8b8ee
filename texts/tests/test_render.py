import subprocess
import sys

import pytest

from texts import COMMENT, RENDERER_VERSION, Rendered, render


def test_the_empty_text():
    assert render("") == Rendered("", (), "", frozenset())
    assert RENDERER_VERSION == 6


def test_byte_order_mark_controls_and_surrogates_are_left_out():
    assert render("\ufeff# a\x00b\x08\ud800\uffff").text == "ab\ufffd"


def test_control_characters_written_as_entities_are_left_out():
    assert render("a&#12;b&#0;c").html == "<p>ab\ufffdc</p>\n"


def test_line_ends_of_every_system():
    assert render("a\r\n\r\nb\r\rc").html == "<p>a</p>\n<p>b</p>\n<p>c</p>\n"


@pytest.mark.parametrize("scope", ["a b", 'a"', "<", "x" * 41])
def test_a_scope_is_a_plain_word(scope):
    with pytest.raises(ValueError, match="not a scope"):
        render("a", scope=scope)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**甲** `乙`", "<p><strong>甲</strong> <code>乙</code></p>\n"),
        ("<b>甲</b>", "<p>&lt;b&gt;甲&lt;/b&gt;</p>\n"),
        ("[a](https://b.c)", '<p><a href="https://b.c" rel="nofollow ugc noopener">a</a></p>\n'),
        ("[a](/b)", '<p><a href="/b" rel="nofollow ugc noopener">a</a></p>\n'),
        ("![甲](https://a.b/c.png)", '<p><img src="https://a.b/c.png" alt="甲" loading="lazy" decoding="async"></p>\n'),
        ("![甲](http://a.b/c.png)", "<p>甲</p>\n"),
        ("![甲](/logout)", "<p>甲</p>\n"),
        ("|a|\n|-|", "<p>|a|\n|-|</p>\n"),
        ("- [x] a", "<ul>\n<li>[x] a</li>\n</ul>\n"),
        ("a[^1]\n\n[^1]: b", "<p>a[^1]</p>\n<p>[^1]: b</p>\n"),
        ("> [!NOTE]\n> a", "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n"),
        ("$x$", '<p><span class="math inline">x</span></p>\n'),
        ("```mermaid\na\n```", '<pre class="code" data-language="mermaid"><code class="language-mermaid">a\n</code></pre>\n'),
    ],
)  # fmt: skip
def test_comments_have_a_small_language(source, html):
    rendered = render(source, profile=COMMENT).html

    assert rendered.replace('<span class="broken-reference">甲</span>', "甲") == html


def test_the_package_needs_no_django():
    code = "import sys, texts; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
