"""What a filter makes of a picture in memory: its part, its size, its paper."""

import io

import pytest
from PIL import Image

from core.pictures import PictureError
from images.drawing import PictureFilter
from images.models import CustomImage
from images.specs import MARKDOWN_FILTERS, SHAPES, SHARING_FILTER
from images.tests import samples


def drawn(spec: str, raw: bytes, **focus: int) -> tuple[str, Image.Image]:
    """The kind of what `spec` makes of the picture in `raw`, and itself."""
    with Image.open(io.BytesIO(raw)) as picture:
        size = picture.size
    image = CustomImage(
        title="图", collection_id=1, width=size[0], height=size[1], **focus
    )
    output = io.BytesIO()
    made = PictureFilter(spec=spec).run(image, output, source=io.BytesIO(raw))
    assert made.f is output
    result = Image.open(io.BytesIO(output.getvalue()))
    result.load()
    return made.format_name, result


def focus_on(x: int, y: int, side: int = 2) -> dict[str, int]:
    return {
        "focal_point_x": x,
        "focal_point_y": y,
        "focal_point_width": side,
        "focal_point_height": side,
    }


WIDE = samples.encoded("PNG", samples.drawing((100, 50)))
LEFT, RIGHT = (255, 0, 0), (0, 0, 255)


@pytest.mark.parametrize(
    ("spec", "size"),
    [
        ("original", (100, 50)),
        ("width-100", (100, 50)),
        ("width-101", (100, 50)),
        ("width-99", (99, 49)),
        ("width-50", (50, 25)),
        ("width-1", (1, 1)),
        ("height-10", (20, 10)),
        ("max-60x60", (60, 30)),
        ("max-60x10", (20, 10)),
        ("min-20x20", (40, 20)),
        ("fill-50x50", (50, 50)),
        ("fill-20x40", (20, 40)),
        ("fill-200x200", (50, 50)),
        ("fill-1600x900", (90, 50)),
        ("fill-1x1", (1, 1)),
        ("scale-50", (50, 25)),
        ("scale-200", (100, 50)),
    ],
)
def test_a_picture_is_made_smaller_and_never_larger(spec, size):
    assert drawn(spec, WIDE)[1].size == size


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (3, 2)])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_oddest_picture_has_every_shape(size, shape):
    raw = samples.encoded("PNG", samples.drawing(size))

    for spec in SHAPES[shape]:
        _kind, picture = drawn(spec, raw)
        assert (picture.width <= size[0], picture.height <= size[1]) == (True, True)
        assert min(picture.size) >= 1


@pytest.mark.parametrize(
    ("kind", "spec", "made"),
    [
        ("JPEG", "width-10", "jpeg"),
        ("PNG", "width-10", "png"),
        ("GIF", "width-10", "png"),
        ("WEBP", "width-10", "webp"),
        ("AVIF", "width-10", "avif"),
        ("JPEG", "width-10|format-webp", "webp"),
        ("GIF", "format-jpeg|width-10", "jpeg"),
        ("PNG", "format-avif|width-10", "avif"),
    ],
)
def test_the_format_is_the_originals_unless_another_is_asked_for(kind, spec, made):
    name, picture = drawn(spec, samples.encoded(kind))

    assert (name, str(picture.format).lower()) == (made, made)


@pytest.mark.parametrize(
    ("focus", "corner"),
    [(focus_on(10, 25), LEFT), (focus_on(90, 25), RIGHT), ({}, None)],
    ids=["left", "right", "none"],
)
def test_a_card_shows_the_part_that_matters(focus, corner):
    _kind, picture = drawn("fill-10x20", WIDE, **focus)

    colours = {picture.getpixel((x, 10)) for x in (0, 9)}
    assert colours == ({LEFT, RIGHT} if corner is None else {corner})


@pytest.mark.parametrize("mode", ["LA", "RGBA", "P"])
@pytest.mark.parametrize(
    ("spec", "shown"),
    [("format-jpeg|width-40", (255, 255, 255)), ("width-40", None)],
)
def test_what_is_clear_is_white_on_paper_and_clear_elsewhere(mode, spec, shown):
    clear = Image.new("RGBA", samples.SIZE, (0, 0, 0, 0))
    raw = samples.encoded("PNG", clear.convert(mode))

    _kind, picture = drawn(spec, raw)

    if shown:
        assert (picture.mode, picture.getpixel((5, 5))) == ("RGB", shown)
    else:
        assert picture.convert("RGBA").getpixel((5, 5))[3] == 0


def test_half_clear_red_is_pink_on_paper():
    half = Image.new("RGBA", samples.SIZE, (255, 0, 0, 128))

    _kind, picture = drawn("format-jpeg|width-40", samples.encoded("PNG", half))

    red, green, blue = picture.getpixel((20, 12))
    assert (red > 250, abs(green - 127) < 6, abs(blue - 127) < 6) == (True,) * 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_old_photograph_is_stood_up_before_it_is_cut(orientation):
    lying = samples.encoded(
        "JPEG", samples.drawing((80, 40)), exif=samples.exif(orientation)
    )

    _kind, picture = drawn("width-20", lying)

    assert picture.size == ((20, 40) if orientation > 4 else (20, 10))
    assert dict(picture.getexif()) == {}


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif"])
def test_a_lower_quality_makes_a_smaller_file(kind):
    noise = samples.encoded("PNG", Image.effect_noise((160, 120), 80))
    image = CustomImage(title="图", collection_id=1, width=160, height=120)

    sizes = []
    for quality in ("", f"|{kind}quality-20"):
        output = io.BytesIO()
        spec = f"format-{kind}|width-160{quality}"
        PictureFilter(spec=spec).run(image, output, source=io.BytesIO(noise))
        sizes.append(len(output.getvalue()))

    assert sizes[1] < sizes[0] * 0.8


@pytest.mark.parametrize("kind", samples.MOVING)
def test_a_moving_picture_keeps_its_pace_and_goes_on(kind):
    _kind, picture = drawn("format-webp|width-20", samples.moving(kind))

    times = []
    for frame in range(picture.n_frames):
        picture.seek(frame)
        picture.load()
        times.append(picture.info["duration"])
    assert (picture.size, picture.info["loop"]) == ((20, 12), 0)
    assert times == [200, 100, 200]


@pytest.mark.parametrize("spec", ["format-jpeg|width-20", "format-png|width-20"])
def test_where_nothing_can_move_the_first_frame_is_shown(spec):
    _kind, picture = drawn(spec, samples.moving("GIF"))

    red, green, blue = picture.convert("RGB").getpixel((10, 6))
    assert (getattr(picture, "n_frames", 1), red > 240, green < 10) == (1, True, True)
    assert blue < 10


@pytest.mark.parametrize("raw", [b"", b"<svg/>", WIDE[:60], b"%PDF-1.7"])
def test_what_is_no_picture_is_a_refusal(raw):
    image = CustomImage(title="图", collection_id=1, width=10, height=10)
    output = io.BytesIO()

    with pytest.raises(PictureError):
        PictureFilter(spec="width-10").run(image, output, source=io.BytesIO(raw))

    assert output.getvalue() == b""


def test_shapes_in_texts_are_the_webp_halves_by_width():
    assert MARKDOWN_FILTERS["cover"] == (
        "format-webp|fill-480x300",
        "format-webp|fill-960x600",
    )
    assert MARKDOWN_FILTERS["text"] == SHAPES["text"]
    assert MARKDOWN_FILTERS["mark"] == ()
    assert SHARING_FILTER in SHAPES["hero"]
