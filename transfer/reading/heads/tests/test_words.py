"""Keys and answers are the same word in every script, width and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.heads.words import answer, folded_key, stem, word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("True", "true"),
        ("ＴＲＵＥ", "true"),
        (" 是 ", "是"),
        ("pub\u200blic", "public"),
        ("\ufeffyes", "yes"),
        ("隱藏", "隱藏"),
        ("", ""),
        ("①", "1"),
    ],
)
def test_a_word_is_small_narrow_and_without_what_nobody_sees(text, expected):
    assert word(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未發佈", "未发布"),
        ("隱藏", "隐藏"),
        ("僅自己可見", "仅自己可见"),
        ("加密", "加密"),
        ("閱讀權限", "阅读权限"),
        ("ＤＲＡＦＴ", "draft"),
    ],
)
def test_an_answer_in_traditional_signs_is_the_same_answer(text, expected):
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("key", "folded", "letters"),
    [
        ("Publish-Date", "publishdate", "publishdate"),
        ("publish_date", "publishdate", "publishdate"),
        ("publish date", "publishdate", "publishdate"),
        ("_build", "_build", "build"),
        ("_Cover_Image", "_cover_image", "coverimage"),
        ("params.draft", "params.draft", "paramsdraft"),
        ("_是否-發佈", "_是否-發佈", "是否发布"),
        ("是否發佈？", "是否發佈?", "是否发布"),
        ("---", "", ""),
        ("", "", ""),
    ],
)
def test_a_key_is_looked_up_by_its_letters(key, folded, letters):
    assert (folded_key(key), stem(key)) == (folded, letters)


@given(st.text(alphabet="aAＡß隱藏僅①-_ .\u200b\u3000是？", max_size=40))
def test_what_is_folded_once_stays(text):
    assert stem(stem(text)) == stem(text)
    assert answer(answer(text)) == answer(text)
    assert not any(letter.isspace() for letter in word(text))
