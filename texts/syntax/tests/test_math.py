import pytest

from texts import render, render_math


def inline(tex: str) -> str:
    return f'<span class="math inline">{tex}</span>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("公式$x*y*z$。", f"公式{inline('x*y*z')}。"),
        ("价格$5和$6，公式$x*y*z$", f"价格$5和$6，公式{inline('x*y*z')}"),
        ("共$5元，$x$个", f"共$5元，{inline('x')}个"),
        ("第$n$个", f"第{inline('n')}个"),
        ("the $n$th", f"the {inline('n')}th"),
        ("$面积=长\\times 宽$", inline("面积=长\\times 宽")),
        ("$\\text{若 a，则 b}$", inline("\\text{若 a，则 b}")),
        ("$a<b$", inline("a&lt;b")),
        ("$a$，$b$", f"{inline('a')}，{inline('b')}"),
        ("中$$a+b$$文", '中<span class="math display">a+b</span>文'),
        ("\\(a_1\\)", inline("a_1")),
        ("\\[\\frac12\\]", '<span class="math display">\\frac12</span>'),
        ("$2\\times 3个$", inline("2\\times 3个")),
        ("$x\\le y $", inline("x\\le y")),
        ("$a\\$b$", inline("a\\$b")),
        ("取 $ N_1 $ 个", f"取 {inline('N_1')} 个"),
        ("$ x^2 $，$ y = 1 $", f"{inline('x^2')}，{inline('y = 1')}"),
        ("$ \\frac12 $", inline("\\frac12")),
        ("$5 和 $ a_{ij} $", f"$5 和 {inline('a_{ij}')}"),
        ("$*a*$ *b*", f"{inline('*a*')} <em>b</em>"),
    ],
)
def test_formulas(source, html):
    rendered = render(source)

    assert rendered.html == f"<p>{html}</p>\n"
    assert rendered.features == {"math"}


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("$5 and $6", "$5 and $6"),
        ("between $5-$10", "between $5-$10"),
        ("US$5 or HK$40", "US$5 or HK$40"),
        ("costs $5 for two people 6$", "costs $5 for two people 6$"),
        ("从$5元到6元$", "从$5元到6元$"),
        ("$HOME和$PATH", "$HOME和$PATH"),
        ("$甲，乙$", "$甲，乙$"),
        ("a $ b $ c", "a $ b $ c"),
        ("$ a$", "$ a$"),
        ("$ N_1$", "$ N_1$"),
        ("$ cd my_dir $ ls", "$ cd my_dir $ ls"),
        ("$ FOO_BAR $", "$ FOO_BAR $"),
        ("$ echo x_1 then go $", "$ echo x_1 then go $"),
        ("$ 5 和 x_1 $", "$ 5 和 x_1 $"),
        ("$", "$"),
        ("$$", "$$"),
        ("$$$$", "$$$$"),
        ("$$ $$", "$$ $$"),
        ("\\$a$", "$a$"),
        ("`$a$`", "<code>$a$</code>"),
        ("\\[注\\]", "[注]"),
        ("\\(a\\)", "(a)"),
        ("\\(a，b=c\\)", "(a，b=c)"),
        ("\\(a=b", "(a=b"),
        ("\\", "\\"),
    ],
)
def test_no_formulas(source, html):
    rendered = render(source)

    assert rendered.html == f"<p>{html}</p>\n"
    assert rendered.features == frozenset()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("$$\nx<1\n$$", '<div class="math display">x&lt;1</div>\n'),
        ("$$ x $$", '<div class="math display">x</div>\n'),
        ("$$ x\ny $$", '<div class="math display">x\ny</div>\n'),
        ("甲\n$$\nx\n$$\n乙", '<p>甲</p>\n<div class="math display">x</div>\n<p>乙</p>\n'),
        ("> $$\n> x\n> $$", '<blockquote>\n<div class="math display">x</div>\n</blockquote>\n'),
        ("- $$\n  x\n  $$", '<ul>\n<li>\n<div class="math display">x</div>\n</li>\n</ul>\n'),
        ("$$\nx\n\ny\n$$", "<p>$$\nx</p>\n<p>y\n$$</p>\n"),
        ("$$\nx", "<p>$$\nx</p>\n"),
        ("$$\n$$", "<p>$$\n$$</p>\n"),
        ("    $$\n    x\n    $$\n", '<pre class="code"><code>$$\nx\n$$\n</code></pre>\n'),
        ("> $$\nx $$", '<blockquote>\n<p><span class="math display">x</span></p>\n</blockquote>\n'),
    ],
)  # fmt: skip
def test_formula_blocks(source, html):
    assert render(source).html == html


def test_two_formulas_on_lines_of_their_own():
    html = render("$$a$$ 与 $$b$$").html

    assert html.count('<span class="math display">') == 2


def test_the_element_reads_without_javascript():
    assert render_math("a<b", display=False) == inline("a&lt;b")
    assert (
        render_math(" a&b ", display=True) == '<div class="math display">a&amp;b</div>'
    )
