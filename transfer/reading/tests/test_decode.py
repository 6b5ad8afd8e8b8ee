from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note, ReadError
from transfer.reading.decode import MAX_BYTES, decode

CHINESE = "# 标题\n\n今天天气很好，我们去公园散步。这是一段普通的中文文字。\n"
NO_CONTROLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n")
)


@pytest.mark.parametrize(
    ("raw", "encoding", "codes"),
    [
        (CHINESE.encode(), "utf-8", []),
        (b"\xef\xbb\xbf" + CHINESE.encode(), "utf-8", []),
        (b"\xff\xfe" + CHINESE.encode("utf-16-le"), "utf-16-le", []),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16-be", []),
        (("ASCII first: " * 9 + CHINESE).encode("utf-16-le"), "utf-16-le", []),
        (CHINESE.encode("gbk"), "gb18030", ["encoding"]),
        ((CHINESE + "㐀𠀀").encode("gb18030"), "gb18030", ["encoding"]),
    ],
)
def test_encodings_are_told_apart_and_written_back(raw, encoding, codes):
    decoded = decode(raw)

    assert decoded.text.endswith(("文字。\n", "㐀𠀀"))
    assert not decoded.text.startswith("\ufeff")
    assert (decoded.encoding, [note.code for note in decoded.notes]) == (
        encoding,
        codes,
    )
    assert decoded.encode(decoded.text) == raw


def test_cut_utf8_loses_only_the_broken_character():
    decoded = decode("一二三".encode()[:-1])

    assert decoded.text == "一二"
    assert decoded.notes == [Note("cut", "utf-8")]


def test_cut_utf16_and_gbk_lose_only_the_last_character():
    assert decode(b"\xff\xfe" + CHINESE.encode("utf-16-le")[:-1]).text == CHINESE[:-1]
    assert decode(CHINESE.strip().encode("gbk")[:-1]).text == CHINESE.strip()[:-1]


def test_utf8_broken_in_the_middle_stays_utf8():
    raw = "很好".encode() * 10
    decoded = decode(raw[:7] + raw[8:])

    assert decoded.encoding == "utf-8"
    assert decoded.notes == [Note("damaged", "utf-8")]
    assert decoded.text == "很好\ufffd" + "好" + "很好" * 8


def test_big5_is_not_taken_for_gbk():
    text = "這是一篇繁體中文的文章，我們今天要說的是網站的設計。" * 4

    assert decode(text.encode("big5")).text == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_become_lf_and_come_back(newline):
    raw = newline.join(["一", "二", "", "三", ""]).encode()
    decoded = decode(raw)

    assert decoded.text == "一\n二\n\n三\n"
    assert decoded.newline == newline
    assert decoded.encode(decoded.text) == raw


def test_control_characters_are_dropped_and_told():
    decoded = decode("在 \x08目录\x00下面新建文件".encode())

    assert decoded.text == "在 目录下面新建文件"
    assert decoded.notes == [Note("control_characters")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50 + bytes(range(256)), "binary"),
        (b"a" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_text_is_refused(raw, code):
    with pytest.raises(ReadError) as refusal:
        decode(raw)

    assert refusal.value.code == code


@given(NO_CONTROLS)
def test_utf8_goes_there_and_back(text):
    raw = text.encode()
    decoded = decode(raw)

    assert decoded.bom + decoded.text.encode() == raw
    assert decoded.encode(decoded.text) == raw


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(raw):
    # any other exception is a failure of the test
    with suppress(ReadError):
        decoded = decode(raw)
        decoded.text.encode("utf-8")
        assert "\0" not in decoded.text
        assert "\r" not in decoded.text
