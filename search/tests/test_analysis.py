import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    HAN_RUN,
    MAX_TEXT,
    clean,
    cut_for_index,
    cut_for_query,
    fold,
    query_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("深度学习框架", "深度 学习 框架"),
        ("南京市长江大桥", "南京 京市 南京市 长江 大桥 长江大桥"),
        ("正则表达式", "正则 表达 达式 表达式 正则表达式"),
        ("用Docker部署", "用 docker 部署"),
        ("Ｇｏ　语言，１２３", "go 语言 123"),
        ("Café Ünïcode", "cafe unicode"),
        ("user_id=3.14", "user id 3 14"),
        (
            "C++11、C#、F# 和 .NET，不是 ASP.NET",
            "cpp 11 csharp fsharp 和 dotnet 不是 asp net",
        ),
        ("", ""),
        ("😀 ——！", ""),
    ],
)
def test_texts_are_cut_finely(text: str, words: str) -> None:
    assert cut_for_index(text) == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("南京市长江大桥", ["南京市", "长江大桥"]),
        ("docker 部署 docker", ["docker", "部署"]),
        ("如何学习 Python", ["学习", "python"]),
        ("我的博客", ["我", "博客"]),
        ("的", ["的"]),
        ("如何 the", ["如何", "the"]),
        ('"深度" AND (学习) OR *', ["深度", "学习"]),
        ("c++ 与 C#", ["cpp", "csharp"]),
        ("\x00\ud800 \t\n", []),
    ],
)
def test_queries_are_cut_coarsely(query: str, words: list[str]) -> None:
    assert query_words(query) == words
    assert cut_for_query(query) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ('  "深度\x00学习"  ', "深度 学习"),
        ("a*b^c:(d)", "a b c d"),
        ("x\ud800y\udfffz", "x y z"),
        ("词" * 10_000, "词" * 100),
        (" " * 5000, ""),
        ("C++ & C#", "C++ C#"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_long_text_is_cut_up_to_the_limit() -> None:
    assert cut_for_index("词 " * MAX_TEXT).count("词") == MAX_TEXT // 2


def test_a_long_latin_word_is_shortened_alike_in_text_and_query() -> None:
    assert cut_for_index("x" * 300) == cut_for_query("x" * 300) == "x" * 100


def test_every_query_word_is_among_the_words_of_the_same_text() -> None:
    for text in ("分布式数据库系统", "单元测试的最佳实践", "C++ 并发编程实战"):
        assert set(query_words(text)) <= set(cut_for_index(text).split())


@given(st.text(alphabet=st.characters(), max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_cutting_takes_anything_and_gives_plain_words(text: str) -> None:
    for cut in (cut_for_index(text), cut_for_query(text)):
        # Han letters newer than this Python are letters all the same.
        assert all(w.isalnum() or HAN_RUN.fullmatch(w) for w in cut.split())
    assert len(clean(text)) <= 100
    assert clean(clean(text)) == clean(text)
