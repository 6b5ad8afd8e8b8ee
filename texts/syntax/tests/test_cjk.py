import pytest

from texts import render, to_html
from texts.syntax.cjk import is_cjk, is_cjk_punctuation


def inner(source: str, **options) -> str:
    return render(source, **options).html.strip().removeprefix("<p>")[: -len("</p>")]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**重点：**正文", "<strong>重点：</strong>正文"),
        ("他说**“你好”**就走了", "他说<strong>“你好”</strong>就走了"),
        ("请看**（附录）**第三节", "请看<strong>（附录）</strong>第三节"),
        ("版本**《长安》**出版", "版本<strong>《长安》</strong>出版"),
        ("**注意!**后面", "<strong>注意!</strong>后面"),
        ("价格**$5**起", "价格<strong>$5</strong>起"),
        ("比**-1**小", "比<strong>-1</strong>小"),
        ("等**——**等", "等<strong>——</strong>等"),
        ("等**……**等", "等<strong>……</strong>等"),
        ("人名**列夫·**后", "人名<strong>列夫·</strong>后"),
        ("Git**（注：工具）**", "Git<strong>（注：工具）</strong>"),
        ("用`a`**`b`**吧", "用<code>a</code><strong><code>b</code></strong>吧"),
        ("答案**④**对", "答案<strong>④</strong>对"),
        ("**[甲](/a)**和**[乙](/b)**", '<strong><a href="/a">甲</a></strong>和<strong><a href="/b">乙</a></strong>'),
        ("*斜体。*正文", "<em>斜体。</em>正文"),
        ("***都要！***正文", "<em><strong>都要！</strong></em>正文"),
        ("~~旧价：~~新价", "<del>旧价：</del>新价"),
        ("a~~(旧)~~价", "a~~(旧)~~价"),
        ("价~~(旧)~~a", "价~~(旧)~~a"),
        ("中~~()a~~a", "中<del>()a</del>a"),
        ("a~~a()~~中", "a<del>a()</del>中"),
        ("__强调__：正文", "<strong>强调</strong>：正文"),
        ("正文：__强调__", "正文：<strong>强调</strong>"),
        ("snake_case_名字", "snake_case_名字"),
        ("**한국어(Korean)**라고", "<strong>한국어(Korean)</strong>라고"),
        ("**カッコ（）**の", "<strong>カッコ（）</strong>の"),
        ("ᅡ**(a)**", "ᅡ<strong>(a)</strong>"),
    ],
)  # fmt: skip
def test_emphasis_needs_no_blank_next_to_chinese(source, html):
    assert inner(source) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        # Ideographic variation selector, standard variation selector.
        ("葛\U000e0100**(城)**市", "葛\U000e0100<strong>(城)</strong>市"),
        ("塚\ufe00**(冢)**了", "塚\ufe00<strong>(冢)</strong>了"),
        # Fullwidth forms of the ambiguous quotation marks.
        ("**\u201c\ufe01Git\u201d\ufe01**Hub", "<strong>\u201c\ufe01Git\u201d\ufe01</strong>Hub"),
        ("正體。\ufe01_Traditional._", "正體。\ufe01<em>Traditional.</em>"),
        # Beyond the basic plane.
        ("𰻞𰻞**(面)**馆", "𰻞𰻞<strong>(面)</strong>馆"),
        # Symbols that are CJK although they may be shown as emoji.
        ("a**〰**a", "a<strong>〰</strong>a"),
        ("a**㊙**a", "a<strong>㊙</strong>a"),
        ("a**🈂**a", "a<strong>🈂</strong>a"),
        # Emoji proper are foreign punctuation.
        ("a**⭕a**a", "a**⭕a**a"),
        ("a**a❌**a", "a**a❌**a"),
        ("a**🈯a**a", "a**🈯a**a"),
        ("a**a⭕\ufe0e**a", "a**a⭕\ufe0e**a"),
        # No Chinese next to it: as in CommonMark.
        ("a**»a**a", "a**»a**a"),
        ("a**𝜵a**a", "a**𝜵a**a"),
        ("** 重点 **正文", "** 重点 **正文"),
    ],
)  # fmt: skip
def test_every_clause_of_the_amendments(source, html):
    assert to_html(source) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("他说，\n走吧", "他说，走吧"),
        ("他说\n“走吧”", "他说“走吧”"),
        ("**第一行**\n第二行", "<strong>第一行</strong>第二行"),
        ("他说，\nOK", "他说，OK"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("English\nwords", "English\nwords"),
        ("한국어\n문장", "한국어\n문장"),
        ("看`a`\n然后", "看<code>a</code>\n然后"),
        ("第一行  \n第二行", "第一行<br>\n第二行"),
        ("第一行\\\n第二行", "第一行<br>\n第二行"),
    ],
)
def test_a_line_break_leaves_no_gap_in_chinese(source, html):
    assert inner(source) == html


def test_hard_breaks_make_every_line_break_visible():
    assert inner("第一行\n第二行", hard_breaks=True) == "第一行<br>\n第二行"


def test_a_break_in_an_image_description_is_no_error():
    assert 'alt="一\n二"' in render("字![一\n二](/a.png)").html


@pytest.mark.parametrize("char", list("汉々あアㄅ가ᅡ，。（「Ａ⺀𠀀㊙〰🈂₩"))
def test_cjk_characters(char):
    assert is_cjk(char)


@pytest.mark.parametrize("char", list("aé“”…—·😀⭕🈚🀄⌚Ωя "))
def test_other_characters(char):
    assert not is_cjk(char)


def test_cjk_punctuation():
    assert [c for c in "汉，a,。“「＄" if is_cjk_punctuation(c)] == ["，", "。", "「"]
