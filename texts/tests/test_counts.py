import pytest

from texts import begins_with, count_words, reading_minutes, summarize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("你好，世界！", 4),
        ("Hello, world", 2),
        ("用 Python 3.11 写 2 行", 6),
        ("don't well-known e-mail", 3),
        ("ひらがな カナ 한글", 8),
        ("𠀀々〇", 3),
        ("，。！？…—", 0),
        ("a，b", 2),
        ("naïve Привет", 2),
        ("中a文1", 4),
        ("snake_case __x__", 2),
    ],
)
def test_count_words(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 0), (1, 1), (450, 1), (451, 2), (900, 2), (-3, 0)]
)
def test_reading_minutes(words, minutes):
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(
    ("text", "limit", "summary"),
    [
        ("短。", 10, "短。"),
        ("第一句。第二句很长很长", 8, "第一句。"),
        ("他说：“走！”然后走了很远", 8, "他说：“走！”"),
        ("一二三四五六七八九十", 5, "一二三四…"),
        ("是。一二三四五六七八九十", 10, "是。一二三四五六七…"),
        ("One two. Three four five", 12, "One two."),
        ("Pi is 3.14159265", 10, "Pi is 3.1…"),
        ("Some rather long words", 16, "Some rather…"),
        ("Supercalifragilistic", 6, "Super…"),
        ("第一行\n\n第二行  a\tb", 20, "第一行第二行 a b"),
        ("Really? Yes indeed it is", 10, "Really?"),
        ("等等…… 后面还有很多很多", 8, "等等……"),
        ("", 5, ""),
    ],
)
def test_summarize(text, limit, summary):
    assert summarize(text, limit) == summary


def test_the_default_summary_has_at_most_120_characters():
    assert len(summarize("字" * 500)) == 120


@pytest.mark.parametrize(
    ("text", "excerpt", "is_so"),
    [
        ("第一句。第二句。\n后文", "第一句。", True),
        ("第一段。\n第二段。\n后文", "第一段。第二段。", True),
        ("One two.\nThree four.", "One two. Three four.", True),
        ("题\n图\n第一段。\n节\n第二段。\n后文", "第一段。第二段。", True),
        ("一二三四五六", "一二三四…", True),
        ("第一句。第二句。", "第一句。另一句。", False),
        ("第一段。", "第一段。第二段。", False),
        (f"{'远' * 500}\n第一句。", "第一句。", False),
        ("", "手写的。", False),
    ],
)
def test_an_excerpt_is_known_by_its_text(text, excerpt, is_so):
    assert begins_with(text, excerpt) is is_so
