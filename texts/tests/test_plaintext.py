import pytest

from texts import render


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# 题 *目*\n\n第一段\n第二行。\n\n第二段", "题 目\n第一段第二行。\n第二段"),
        ("a\nb  \nc", "a b\nc"),
        ("- 甲\n  - 乙\n- [x] 丙", "甲\n乙\n丙"),
        ("|甲|乙|\n|-|-|\n|1|2|", "甲 乙\n1 2"),
        ("```python\nx = 1\n\ny\n```", "x = 1\ny"),
        ("    a\n    b", "a\nb"),
        ("`x` $a<b$ $$c$$", "x a<b c"),
        ("$$\nx<1\n$$", "x<1"),
        ("见![图](/a.png)", "见图"),
        ('![图](/a.png "题")', "图 题"),
        ("[链](page:9) https://a.com", "链 https://a.com"),
        ("甲[^1]\n\n[^1]: 注", "甲\n注"),
        ("术语\n: 解释", "术语\n解释"),
        ("> [!NOTE]\n> 正文", "正文"),
        (
            "<div><p>甲 &amp; 乙</p></div>\n\n<script>x</script>",
            "甲 & 乙\n<script>x</script>",
        ),
        ("a <b>c</b> &lt; d<br>e", "a c < de"),
        ("<!-- more -->", ""),
        ("---", ""),
        ("", ""),
    ],
)
def test_plain_text(source, text):
    assert render(source).text == text


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("正文一。\n\n![图](/a.png)\n\n正文二。", "正文一。\n正文二。"),
        ("正文![图](/a.png)一。", "正文一。"),
        ('![图](/a.png "题")\n\n正文', "正文"),
        ("[![图](/a.png)](/b) 正文", "正文"),
        ("# 题\n\n题\n\n节\n---\n\n- 甲 ![图][a]\n\n[a]: /a.png", "题\n甲"),
        ("<h2>题</h2>\n\n<img src='/a.png' alt='图'>正文", "题\n正文"),
        ("设 `x` 为 $a$。$$c$$", "设 x 为 a。"),
        ("`x` $a$", ""),
        ("[`x`](/a)", ""),
        ("说。\n\n$$\na\n$$\n\n$E=mc^2$\n\n\\[b^2\\]", "说。"),
        ("说。\n\n```py\nx = 1\n```\n\n    y = 2\n\n再说。", "说。\n再说。"),
        ("说。\n\n|甲|乙|\n|-|-|\n|1|2|\n\n再说。", "说。\n再说。"),
        ("说[^1]。\n\n[^1]: 注文。\n\n    又注。", "说。"),
        ("说。\n\n<table><tr><td>甲</td></tr></table>\n\n再说。", "说。\n再说。"),
        ("<pre>x\n\ny</pre>\n\n<p>说。</p>", "说。"),
        ("> 引文。\n\n- 一项。", "引文。\n一项。"),
        ("![图](/a.png)", ""),
    ],
)
def test_a_summary_is_made_of_prose(source, prose):
    assert render(source).prose == prose
