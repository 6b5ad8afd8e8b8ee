import pytest

from texts import highlight_code, render
from texts.syntax.highlight import language_of


def test_known_language():
    assert highlight_code("def f():\n    return '<a>'\n", "python") == (
        '<pre class="code" data-language="python"><code class="language-python">'
        '<span class="hl-k">def</span> <span class="hl-nf">f</span>'
        '<span class="hl-p">():</span>\n    <span class="hl-k">return</span> '
        "<span class=\"hl-s1\">'&lt;a&gt;'</span>\n</code></pre>"
    )


@pytest.mark.parametrize("language", ["", "nonsense", "text", "brainfuck"])
def test_unknown_languages_are_escaped(language):
    assert ">a &lt; b &amp; c</code></pre>" in highlight_code("a < b & c", language)


def test_the_name_of_the_language_is_no_way_in():
    html = highlight_code("a", '"><script>alert(1)</script>')

    assert html == '<pre class="code"><code>a</code></pre>'


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("Python", "python"),
        ("js{1,3-5}", "js"),
        ("python:app.py", "python"),
        ('java title="甲"', "java"),
        ("{.ruby}", "ruby"),
        ("c++", "c++"),
        ("c#", "c#"),
        ("objective-c", "objective-c"),
        ("  go  ", "go"),
        ("$", ""),
        ("", ""),
    ],
)
def test_language_of(info, language):
    assert language_of(info) == language


def test_a_fence_is_the_same_as_the_function():
    code = "x = 1\n"

    rendered = render(f"```python title=甲\n{code}```").html

    assert rendered == highlight_code(code, "python") + "\n"


@pytest.mark.parametrize("language", ["c#", "c++", "golang", "vue", "sh", "yml", "ts"])
def test_common_short_names_have_colours(language):
    assert '<span class="hl-' in highlight_code("// a\n# b\n<a>1</a>\n", language)


@pytest.mark.parametrize(
    "code",
    ["x = 1\n" * 4_000, "x" * 1_001, "a " * 501, " \n" * 501, "/*\n" * 51],
    ids=["long", "long line", "prose", "blanks", "open comments"],
)
def test_unbearable_code_stays_whole_without_colours(code):
    assert highlight_code(code, "java") == (
        f'<pre class="code" data-language="java"><code class="language-java">{code}</code></pre>'
    )


def test_colours_end_after_sixty_thousand_characters_of_a_text():
    block = "```python\n" + "x = 1\n" * 3_000 + "```\n\n"

    html = render(block * 5).html

    assert html.count('<span class="hl-n">x</span>') == 3 * 3_000
    assert html.count("x = 1\n") == 2 * 3_000
