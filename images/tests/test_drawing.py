"""Renditions: of any original, never larger, and never a page that falls over."""

import io
import logging

import pytest
from PIL import Image

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from wagtail.images.models import SourceImageIOError

from images.models import CustomImage
from images.services import draw
from images.specs import MARKDOWN_FILTERS, SHAPES
from images.tasks import prepare_picture_task
from images.tests import samples
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
ALL = [spec for specs in SHAPES.values() for spec in specs]


def kept(raw: bytes, name: str = "a.png") -> CustomImage:
    image = CustomImage(title="图")
    image.file.save(name, ContentFile(raw), save=False)
    image.save()
    return image


def untouched(raw: bytes, name: str) -> CustomImage:
    """An original that came before uploads were cleaned."""
    image = CustomImageFactory()
    path = default_storage.save(f"original_images/{name}", ContentFile(raw))
    CustomImage.objects.filter(pk=image.pk).update(file=path)
    return CustomImage.objects.get(pk=image.pk)


def picture_of(image: CustomImage, spec: str) -> Image.Image:
    with image.get_rendition(spec).file.open("rb") as file:
        picture = Image.open(io.BytesIO(file.read()))
        picture.load()
        return picture


OLD = {
    "16.png": samples.sixteen_bits(),
    "ink.jpg": samples.encoded("JPEG", samples.drawing(mode="CMYK")),
    "palette.png": samples.encoded("PNG", samples.drawing(mode="P")),
    "bits.png": samples.encoded("PNG", samples.drawing(mode="1")),
    "clear.png": samples.encoded("PNG", samples.drawing(mode="LA")),
    **{f"told.{k.lower()}": samples.talkative(k, 8) for k in samples.FORMATS},
    **{f"moves.{k.lower()}": samples.moving(k) for k in samples.MOVING},
}


@pytest.mark.parametrize("name", OLD)
def test_every_kind_of_original_is_drawn_in_every_shape(name):
    image = untouched(OLD[name], name)

    assert len(draw(image, ALL)) == len(ALL)


def test_sixteen_bits_keep_their_shades():
    drawn = picture_of(
        untouched(samples.sixteen_bits(), "16.png"), "format-jpeg|width-480"
    )

    assert abs(drawn.getpixel((5, 5)) - 156) < 4


@pytest.mark.parametrize("spec", ["scale-9999", "fill-4000x4000", "width-9000"])
def test_nothing_is_enlarged(spec):
    rendition = CustomImageFactory().get_rendition(spec)

    assert (rendition.width <= 240, rendition.height <= 150) == (True, True)


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_copies_carry_label_and_profile_and_no_place(kind):
    image = kept(samples.talkative(kind))

    for spec in ("format-webp|width-480", "format-jpeg|fill-20x20", "max-165x165"):
        drawn = picture_of(image, spec)
        assert samples.AIGC in drawn.info["xmp"].decode()
        assert kind == "GIF" or drawn.info["icc_profile"] == samples.PROFILE
        assert "exif" not in drawn.info


@pytest.mark.parametrize("kind", samples.MOVING)
def test_in_a_text_a_moving_picture_moves(kind):
    image = kept(samples.moving(kind))

    in_text = [picture_of(image, spec) for spec in SHAPES["text"]]
    cards = [picture_of(image, spec) for spec in SHAPES["cover"]]

    assert [getattr(drawn, "n_frames", 1) for drawn in in_text] == [3, 3, 3]
    assert [getattr(drawn, "n_frames", 1) for drawn in cards] == [1, 1, 1, 1]


def test_many_large_frames_are_drawn_smaller(monkeypatch):
    monkeypatch.setattr("images.drawing.MOST_MOVING_PIXELS", 3 * 10 * 6)

    drawn = picture_of(kept(samples.moving("GIF")), "format-webp|width-480")

    assert (drawn.n_frames, drawn.size) == (3, (10, 6))


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_what_cannot_be_drawn_is_a_line_in_the_log(kind, caplog):
    image = untouched(samples.encoded(kind)[:60], f"cut.{kind.lower()}")
    caplog.set_level(logging.WARNING, "images.models")

    prepare_picture_task(image.pk, ["text"])

    assert image.renditions.count() == 0
    assert f"picture {image.pk} cannot be drawn" in caplog.text
    with pytest.raises(SourceImageIOError):
        image.get_rendition("max-165x165")


def test_a_picture_has_a_bounded_number_of_copies():
    assert len(ALL) <= 20
    assert set(ALL) >= {spec for specs in MARKDOWN_FILTERS.values() for spec in specs}


def test_a_new_picture_is_drawn_for_texts_by_a_task(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = CustomImageFactory()

    drawn = image.renditions.values_list("filter_spec", flat=True)
    assert sorted(drawn) == sorted(SHAPES["text"])
