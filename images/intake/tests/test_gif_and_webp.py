"""What moves, part by part: movement and colours stay, what was said of it goes."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from images.intake.containers import packet_in_gif, strip_gif, strip_webp
from images.tests import samples


def opened(raw: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    return picture


# --- GIF -------------------------------------------------------------------------

HEAD = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
IMAGE = b"\x2c" + bytes(8) + b"\x00" + b"\x02" + b"\x02\x44\x01" + b"\x00"
OWN_COLOURS = b"\x2c" + bytes(8) + b"\x81" + bytes(12) + b"\x02\x02\x44\x01\x00"
TIMING = b"\x21\xf9\x04" + bytes(4) + b"\x00"


def application(name: bytes, body: bytes = b"\x03\x01\x00\x00\x00") -> bytes:
    return b"\x21\xff\x0b" + name + body


def gif(*blocks: bytes) -> bytes:
    return HEAD + b"".join(blocks) + b"\x3b"


@pytest.mark.parametrize(
    "block",
    [
        OWN_COLOURS,
        TIMING,
        application(b"NETSCAPE2.0"),
        application(b"ANIMEXTS1.0"),
        application(b"ICCRGBG1012", b"\x03abc\x00"),
    ],
    ids=["own colours", "timing", "loop", "old loop", "profile"],
)
def test_what_moves_the_picture_stays_in_place(block):
    raw = gif(block, IMAGE, block, IMAGE)

    assert strip_gif(raw, b"") == raw


@pytest.mark.parametrize(
    "note",
    [
        b"\x21\xfe\x03abc\x00",
        b"\x21\xfe" + (b"\xff" + b"x" * 255) * 3 + b"\x00",
        b"\x21\xfe\x00",
        b"\x21\x01\x0c" + bytes(12) + b"\x05words\x00",
        application(b"XMP DataXMP", b"\x01x\x00"),
        application(b"MGK8BIM0000"),
        application(b"NETSCAPE2.1"),
    ],
)
def test_a_note_in_what_moves_goes(note):
    assert strip_gif(gif(note, TIMING, IMAGE, note), b"") == gif(TIMING, IMAGE)


def test_a_picture_without_common_colours_is_walked_through():
    raw = HEAD[:10] + b"\x00\x00\x00" + b"\x21\xfe\x01x\x00" + OWN_COLOURS + b"\x3b"

    assert strip_gif(raw, b"") == HEAD[:10] + b"\x00\x00\x00" + OWN_COLOURS + b"\x3b"


@pytest.mark.parametrize("end", [b"", b"\x3b\x3b", b"\x3ba film"])
def test_behind_the_end_nothing_is_kept(end):
    assert strip_gif(gif(IMAGE) + end, b"") == gif(IMAGE)


def test_an_unknown_block_is_refused():
    with pytest.raises(ValueError, match="no block"):
        strip_gif(gif(IMAGE, b"\x99"), b"")


@pytest.mark.parametrize("cut", range(len(HEAD), len(gif(TIMING, IMAGE))))
def test_what_ends_early_is_refused(cut):
    with pytest.raises(IndexError):
        strip_gif(gif(TIMING, IMAGE)[:cut], b"")


# A packet is XML in UTF-8, so it has neither the mark of its end nor a zero.
packets = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=600
).map(str.encode)


@given(packet=packets)
def test_a_label_is_found_again_and_players_step_over_it(packet):
    raw = samples.moving("GIF")

    once = strip_gif(raw, packet)

    assert packet_in_gif(once) == packet
    assert strip_gif(once, packet) == once
    assert strip_gif(once, b"") == raw
    assert (opened(once).n_frames, opened(once).tobytes()) == (3, opened(raw).tobytes())


def test_a_picture_without_a_packet_has_none():
    assert packet_in_gif(gif(IMAGE)) == b""


# --- WebP ------------------------------------------------------------------------

FLAGS = 20


def part(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def webp(*parts: bytes) -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def head(flags: int) -> bytes:
    return part(b"VP8X", bytes([flags]) + bytes(9))


PIXELS = part(b"VP8L", b"odd")


@pytest.mark.parametrize(
    ("said", "left"),
    [(0x00, 0x00), (0x0C, 0x00), (0x08, 0x00), (0x04, 0x00), (0x3E, 0x32)],
)
def test_the_head_announces_only_what_is_still_there(said, left):
    notes = part(b"EXIF", samples.SECRET), part(b"XMP ", samples.XMP)

    assert strip_webp(webp(head(said), PIXELS, *notes), b"") == webp(head(left), PIXELS)


@pytest.mark.parametrize("label", [b"odd", b"even"])
def test_the_label_stands_at_the_end_and_the_head_says_so(label):
    bare = webp(head(0x10), PIXELS)

    once = strip_webp(bare, label)

    assert once == webp(head(0x14), PIXELS, part(b"XMP ", label))
    assert strip_webp(once, label) == once
    assert strip_webp(once, b"") == bare


@pytest.mark.parametrize("kind", [b"EXIF", b"XMP ", b"JUNK", b"\x00\x00\x00\x00"])
def test_a_note_before_the_pixels_goes(kind):
    assert strip_webp(webp(head(0), part(kind, b"abc"), PIXELS), b"") == webp(
        head(0), PIXELS
    )


def test_colours_frames_and_transparency_stay_in_their_order():
    names = (b"ICCP", b"ANIM", b"ANMF", b"ANMF", b"ALPH", b"VP8 ")
    raw = webp(
        head(0x32),
        *(part(name, name * number) for number, name in enumerate(names, start=1)),
    )

    assert strip_webp(raw, b"") == raw


def test_what_lies_beyond_the_length_in_the_head_is_not_looked_at():
    raw = webp(head(0), PIXELS)

    assert strip_webp(raw + part(b"ICCP", b"more") + b"tail", b"") == raw


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("alpha", [0, 128, 255])
def test_the_pixels_of_a_real_picture_are_untouched(lossless, alpha):
    picture = samples.drawing(mode="RGBA")
    picture.putalpha(alpha)
    plain = samples.encoded("WEBP", picture, lossless=lossless)
    told = samples.encoded(
        "WEBP", picture, lossless=lossless, exif=samples.exif(), xmp=samples.XMP
    )

    once = strip_webp(told, b"<x/>")

    assert once[FLAGS] & 0x0C == 0x04
    assert samples.SECRET not in once
    assert opened(once).info["xmp"] == b"<x/>"
    assert opened(once).tobytes() == opened(plain).tobytes()
