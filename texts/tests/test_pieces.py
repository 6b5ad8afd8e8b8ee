from hypothesis import example, given, settings

from texts.pieces import cut, join
from texts.tests.test_properties import SOURCES

ARTICLE = """\
# 标题
紧接着的一段，
分成两行。

- 一
- 二

  二的第二段

  ```cpp
  vector<int> x;

  return;
  ```

| 甲 | 乙 |
|---|---|
| a<b | & |

---

    code()

    more()

```python
# 注释

print()
```

$$
x < y
z
$$

脚注[^1]。

[^1]: 注。
"""


def test_a_text_is_cut_at_its_blocks():
    assert cut(ARTICLE).pieces == (
        "# 标题",
        "紧接着的一段，\n分成两行。",
        "- 一\n- 二",
        "二的第二段",
        "| 甲 | 乙 |\n|---|---|\n| a<b | & |",
        "```python\n# 注释\n\nprint()\n```",
        "脚注[^1]。",
        "[^1]: 注。",
    )


def test_what_says_the_same_in_every_language_stays_in_its_place():
    text = cut("  甲\n\n```\nx < 1\n\ny\n```\n***\n\n</details>\n\n乙  \n")

    assert text.parts == (
        "  ",
        0,
        "\n\n```\nx < 1\n\ny\n```\n***\n\n</details>\n\n",
        1,
        "  \n",
    )
    assert text.pieces == ("甲", "乙")


def test_the_same_piece_twice_is_translated_once():
    text = cut("甲\n\n乙\n\n甲")

    assert text.pieces == ("甲", "乙")
    assert join(text.parts, ["A", "B"], text.line_end) == "A\n\nB\n\nA"


def test_the_line_ends_of_a_text_do_not_make_another_piece():
    text = cut("甲\r\n乙\r\n\r\n丙")

    assert text.pieces == cut("甲\n乙\n\n丙").pieces == ("甲\n乙", "丙")
    assert join(text.parts, ["A\nB", "C"], text.line_end) == "A\r\nB\r\n\r\nC"


def test_a_text_in_ascii_has_pieces_too():
    assert cut("Hello <b>you</b>\n\n<hr>\n\n1").pieces == ("Hello <b>you</b>", "1")


@settings(max_examples=500, deadline=None)
@given(SOURCES)
@example("a\r\nb\r\n\r\nc")
@example("a\r\nb\n\nc\rd")
@example(ARTICLE)
def test_what_was_cut_is_put_together_to_the_byte(source):
    text = cut(source)

    assert join(text.parts, text.pieces, text.line_end) == source
