"""Photographs and drawings, part by part: what shows stays, in its order."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from images.intake.containers import XMP_IN_JPEG, strip_jpeg, strip_png
from images.tests import samples

labels = st.binary(max_size=300)
SEGMENT_MOST = 0xFFFF - 2 - len(XMP_IN_JPEG)


def opened(raw: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    return picture


# --- JPEG ------------------------------------------------------------------------


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


# As little as the function can walk through: it decodes nothing.
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
TABLE = segment(0xDB, bytes(65))


def photograph(*parts: bytes, data: bytes = b"abc", end: bytes = b"\xff\xd9") -> bytes:
    return b"\xff\xd8" + b"".join(parts) + SCAN + data + end


@pytest.mark.parametrize(
    "shown",
    [
        TABLE,
        segment(0xE0, b"JFIF\x00\x01\x01"),
        segment(0xE2, b"ICC_PROFILE\x00\x01\x01profile"),
        segment(0xEE, b"Adobe\x00d"),
    ],
    ids=["table", "jfif", "profile", "adobe"],
)
def test_what_the_picture_is_drawn_with_stays_in_place(shown):
    raw = photograph(shown, TABLE)

    assert strip_jpeg(raw, b"") == raw


@pytest.mark.parametrize(
    "note",
    [
        segment(0xE1, b"Exif\x00\x00MM\x00*"),
        segment(0xE1, XMP_IN_JPEG + b"<x/>"),
        segment(0xE0, b"JFXX\x00a thumbnail"),
        segment(0xE2, b"MPF\x00a second view"),
        segment(0xE2, b"ICC_PROFILE"),
        segment(0xE3, b"Meta\x00"),
        segment(0xEC, b"Ducky"),
        segment(0xED, b"Photoshop 3.0\x00"),
        segment(0xEF, b"ICC_PROFILE\x00"),
        segment(0xFE, "林文的相机".encode()),
        segment(0xFE, b""),
    ],
)
def test_a_note_goes_wherever_it_stands(note):
    plain = photograph(TABLE)

    assert strip_jpeg(photograph(note, TABLE), b"") == plain
    assert strip_jpeg(photograph(TABLE, note, note), b"") == plain


@pytest.mark.parametrize(
    "data", [b"\xff\x00", b"a\xff\xd0b\xff\xd7c", b"a\xff\xff\x00b"]
)
def test_the_data_of_a_scan_may_hold_what_looks_like_marks(data):
    raw = photograph(TABLE, data=data + b"z")

    assert strip_jpeg(raw + b"behind the end", b"") == raw


def test_notes_between_the_scans_of_a_progressive_photograph_go():
    second = SCAN + b"second"
    note = segment(0xFE, b"between")

    raw = photograph(TABLE, data=b"first" + note + second)

    assert strip_jpeg(raw, b"") == photograph(TABLE, data=b"first" + second)


def test_a_photograph_without_an_end_gets_one():
    assert strip_jpeg(photograph(TABLE, end=b""), b"") == photograph(TABLE)


def test_filling_before_a_mark_is_no_part_of_the_photograph():
    assert strip_jpeg(photograph(b"\xff\xff\xff", TABLE), b"") == photograph(TABLE)


def test_what_stands_where_a_mark_should_is_refused():
    with pytest.raises(ValueError, match="no marker"):
        strip_jpeg(photograph(TABLE, b"no mark"), b"")


def test_the_label_is_the_first_thing_behind_the_start():
    label = "<x>荏苒</x>".encode()

    labelled = strip_jpeg(photograph(TABLE), label)

    assert labelled == photograph(segment(0xE1, XMP_IN_JPEG + label), TABLE)


def test_a_label_longer_than_a_segment_is_not_written_wrong():
    whole = strip_jpeg(samples.encoded("JPEG"), b"x" * SEGMENT_MOST)
    assert opened(whole).info["xmp"] == b"x" * SEGMENT_MOST

    with pytest.raises(struct.error):
        strip_jpeg(samples.encoded("JPEG"), b"x" * (SEGMENT_MOST + 1))


@given(label=labels, progressive=st.booleans(), comment=st.binary(max_size=40))
def test_a_photograph_is_labelled_once_however_often(label, progressive, comment):
    raw = samples.encoded("JPEG", progressive=progressive, comment=comment)

    once = strip_jpeg(raw, label)

    assert strip_jpeg(once, label) == once
    assert opened(once).tobytes() == opened(raw).tobytes()
    assert opened(once).info.get("xmp", b"") == label
    assert strip_jpeg(once, b"") == samples.encoded("JPEG", progressive=progressive)


# --- PNG -------------------------------------------------------------------------


def chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def drawing_with(more: bytes) -> bytes:
    """A drawing with `more` between its head and its pixels."""
    raw = samples.encoded("PNG")
    return raw[:33] + more + raw[33:]


@pytest.mark.parametrize(
    "kind", ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "sPLT", "hIST", "caBX", "prIv"]
)
def test_a_note_in_a_drawing_goes(kind):
    raw = drawing_with(chunk(kind.encode(), b"Author\x00\x00" + samples.SECRET))

    assert strip_png(raw, b"") == samples.encoded("PNG")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"gAMA", struct.pack(">I", 45455)),
        (b"sRGB", b"\x00"),
        (b"cICP", b"\x01\x0d\x00\x01"),
        (b"pHYs", struct.pack(">IIB", 2835, 2835, 1)),
        (b"bKGD", b"\x00\x00\x00\x00\x00\x00"),
        (b"sBIT", b"\x08\x08\x08"),
    ],
)
def test_what_a_drawing_is_shown_with_stays_as_it_came(kind, body):
    raw = drawing_with(chunk(kind, body))

    assert strip_png(raw, b"") == raw


def test_what_hangs_behind_the_end_of_a_drawing_goes():
    raw = samples.encoded("PNG")

    assert strip_png(raw + chunk(b"IDAT", b"x") + b"PK\x03\x04", b"") == raw


def test_a_drawing_without_an_end_is_refused():
    with pytest.raises(struct.error):
        strip_png(samples.encoded("PNG")[:-12], b"")


@given(label=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_a_label_in_a_drawing_is_read_back_whole(label):
    raw = samples.encoded("PNG")

    once = strip_png(raw, label.encode())

    assert strip_png(once, label.encode()) == once
    assert strip_png(once, b"") == raw
    assert opened(once).info.get("xmp", b"") == label.encode()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_the_check_sum_of_a_label_is_right(mode):
    once = strip_png(samples.encoded("PNG", samples.drawing(mode=mode)), b"<x/>")

    place, kinds = 8, []
    while place < len(once):
        length, kind = struct.unpack_from(">I4s", once, place)
        body = once[place + 8 : place + 8 + length]
        assert once[place : place + 12 + length] == chunk(kind, body)
        kinds.append(kind)
        place += 12 + length
    assert kinds[:2] == [b"IHDR", b"iTXt"]
