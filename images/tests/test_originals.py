"""What is kept of an upload: the picture, its colours, its label, nothing else."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from django.core.files.base import ContentFile

from core.pictures import PictureError, PictureTooLargeError
from images.intake.originals import CleanPicture, clean_picture
from images.tests import samples


def cleaned(raw: bytes, name: str = "a.png") -> CleanPicture:
    return clean_picture(ContentFile(raw), name)


def opened(raw: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_place_camera_and_owner_go_and_the_legal_label_stays(kind):
    raw = samples.talkative(kind)
    assert samples.SECRET in raw

    content = cleaned(raw).read()

    picture = opened(content)
    assert samples.SECRET not in content
    assert b"GPSLatitude" not in content
    assert dict(picture.getexif()) == {}
    found = content if kind == "GIF" else picture.info["xmp"]
    packet = found.decode(errors="replace")
    assert f"<TC260:AIGC>{samples.AIGC}</TC260:AIGC>" in packet
    assert samples.SOURCE in packet
    assert packet.count("TC260:AIGC>") == 2
    if kind != "GIF":
        assert picture.info["icc_profile"] == samples.PROFILE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_pixels_are_those_that_came(kind):
    raw = samples.talkative(kind)

    content = cleaned(raw).read()

    assert opened(content).tobytes() == opened(raw).tobytes()


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_a_plain_picture_stays_byte_for_byte(kind):
    raw = samples.encoded(kind)

    assert cleaned(raw).read() == raw


def test_what_hangs_behind_the_end_of_a_photograph_goes():
    raw = samples.encoded("JPEG")

    assert cleaned(raw + b"ftypmp42 a film of five seconds").read() == raw


def test_a_label_outside_of_xmp_becomes_one_in_it():
    notes = samples.PngInfo()
    notes.add_text("AIGC", samples.AIGC)

    content = cleaned(samples.encoded("PNG", pnginfo=notes)).read()

    assert samples.AIGC in opened(content).info["xmp"].decode()


@pytest.mark.parametrize("kind", ["AVIF", "JPEG", "PNG", "WEBP"])
def test_a_photograph_lying_on_its_side_is_stood_up(kind):
    picture = cleaned(samples.talkative(kind, orientation=6))

    upright = opened(picture.read())
    assert (picture.width, picture.height) == upright.size == (24, 40)
    assert dict(upright.getexif()) == {}
    top, bottom = upright.convert("RGB").getpixel((12, 5)), upright.getpixel((12, 35))
    assert (top[0] > 200, bottom[2] > 200) == (True, True)
    assert upright.info["icc_profile"] == samples.PROFILE
    assert samples.AIGC in upright.info["xmp"].decode()


@pytest.mark.parametrize("kind", samples.MOVING)
def test_what_moves_goes_on_moving(kind):
    picture = opened(cleaned(samples.moving(kind)).read())

    assert (picture.n_frames, picture.is_animated) == (3, True)


def test_a_moving_picture_that_talks_moves_on_in_silence():
    first, *others = [Image.new("RGB", samples.SIZE, c) for c in ("red", "blue")]
    raw = samples.encoded(
        "AVIF", first, save_all=True, append_images=others, exif=samples.exif()
    )

    content = cleaned(raw).read()

    assert (opened(content).n_frames, samples.SECRET in content) == (2, False)


def test_sixteen_bits_become_eight():
    picture = opened(cleaned(samples.sixteen_bits()).read())

    assert picture.mode == "L"
    assert (picture.getpixel((5, 5)), picture.getpixel((35, 5))) == (156, 0)


@pytest.mark.parametrize("profile", [None, b"no profile at all"])
def test_printing_ink_becomes_the_colours_of_screens(profile):
    raw = samples.encoded("JPEG", samples.drawing(mode="CMYK"), icc_profile=profile)

    picture = opened(cleaned(raw).read())

    assert (picture.mode, "icc_profile" in picture.info) == ("RGB", False)
    red, _green, blue = picture.getpixel((5, 5))
    assert (red > 200, blue < 60) == (True, True)


def test_the_name_says_the_true_format():
    names = [
        cleaned(samples.encoded(kind), name).name
        for kind, name in (
            ("PNG", "图.jpg"),
            ("WEBP", "a.b.PNG"),
            ("JPEG", "a.JPEG"),
            ("GIF", "a"),
        )
    ]

    assert names == ["图.png", "a.b.webp", "a.JPEG", "a.gif"]


@pytest.mark.parametrize(
    "raw",
    [
        samples.bomb(),
        samples.encoded("PNG", Image.new("1", (9_000, 8_000))),
    ],
    ids=["bomb", "large"],
)
def test_too_many_pixels_are_refused_before_they_are_opened(raw):
    with pytest.raises(PictureTooLargeError):
        cleaned(raw)


def test_too_many_frames_are_refused(monkeypatch):
    monkeypatch.setattr("core.pictures.MOST_FRAMES", 2)

    with pytest.raises(PictureTooLargeError):
        cleaned(samples.moving("GIF"))


@pytest.mark.parametrize("raw", [b"", b"x", b"GIF89a", b"<svg/>", b"\xff\xd8\xff\xd9"])
def test_what_is_no_picture_is_refused(raw):
    with pytest.raises(PictureError):
        cleaned(raw)


WHOLE = [samples.talkative(kind) for kind in samples.FORMATS]
WHOLE += [samples.moving(kind) for kind in samples.MOVING]


@pytest.mark.sqlite
@settings(max_examples=300, deadline=None)
@given(
    raw=st.sampled_from(WHOLE),
    cut=st.floats(0, 1),
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), max_size=4),
)
def test_broken_files_are_refused_or_kept_and_nothing_else(raw, cut, places):
    """Cleaning has two ends, and what it lets in it lets in again unchanged."""
    broken = bytearray(raw if cut > 0.5 else raw[: int(len(raw) * cut * 2)])
    for where, flip in places:
        if broken:
            broken[min(int(where * len(broken)), len(broken) - 1)] ^= flip

    try:
        once = cleaned(bytes(broken))
    except PictureError:
        return
    content = once.read()
    assert cleaned(content, once.name).read() == content
