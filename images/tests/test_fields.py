"""The form's field hands on clean pictures and refuses the rest with a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from core.pictures import MOST_PIXELS, PictureError
from images.fields import PictureField
from images.intake.originals import CleanPicture
from images.models import CustomImage
from images.tests import samples

UNREADABLE = "这张图片打不开，可能已经损坏。"


def upload(raw: bytes, name: str = "图.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def refused(raw: bytes, name: str = "图.png") -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        PictureField().clean(upload(raw, name))
    [error] = caught.value.error_list
    return error


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_a_picture_comes_out_clean_and_under_its_true_name(kind):
    picture = PictureField().clean(upload(samples.talkative(kind), "春天.jpg"))

    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    assert isinstance(picture, CleanPicture)
    assert samples.SECRET not in picture.read()
    assert picture.name == f"春天.{suffix}"
    assert picture.content_type == f"image/{kind.lower()}"
    assert (picture.width, picture.height) == samples.SIZE


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_unreadable"),
        (samples.encoded("JPEG")[:200], "picture_unreadable"),
        (samples.bomb(), "picture_too_large"),
    ],
    ids=["drawing", "cut", "bomb"],
)
def test_a_refusal_has_a_code_and_a_word_in_both_languages(raw, code, language):
    with translation.override(language):
        error = refused(raw)

    [message] = error.messages
    assert error.code == code
    assert message.isascii() == (language == "en")
    if (code, language) == ("picture_unreadable", "zh-hans"):
        assert message.startswith(UNREADABLE)
    assert MOST_PIXELS == 64_000_000  # which the words say


def test_an_empty_file_is_refused_as_empty():
    assert refused(b"").code == "empty"


@pytest.mark.parametrize("name", ["图.svg", "图.exe", "图"])
def test_a_file_that_is_not_called_a_picture_is_refused(name):
    assert refused(samples.encoded("PNG"), name).code == "invalid_extension"


@pytest.mark.parametrize(("more", "is_refused"), [(0, False), (-1, True)])
def test_a_file_may_be_as_large_as_the_site_says(more, is_refused):
    raw = samples.encoded("PNG")
    field = PictureField()
    field.max_upload_size = len(raw) + more

    if is_refused:
        with pytest.raises(ValidationError) as caught:
            field.clean(upload(raw))
        assert caught.value.code == "file_too_large"
    else:
        assert field.clean(upload(raw)).read() == raw


def test_nothing_is_nothing_where_nothing_is_asked():
    assert PictureField(required=False).clean(None) is None


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=60))
def test_whatever_is_sent_is_refused_and_raises_nothing_else(raw):
    starts = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF")
    for start in starts:
        assert refused(start + raw).code in ("empty", "picture_unreadable")


# --- The file of a model ---------------------------------------------------------


@pytest.fixture
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(raw: bytes, name: str = "图.png") -> CustomImage:
    image = CustomImage(title="图", collection_id=1)
    image.file.save(name, ContentFile(raw), save=False)
    return image


def files_of(folder) -> list[str]:
    return [path.suffix for path in folder.rglob("*") if path.is_file()]


def test_the_model_stores_nothing_that_was_not_cleaned(own_media):
    image = kept(samples.talkative("JPEG", orientation=6))

    with image.file.open("rb") as file:
        assert samples.SECRET not in file.read()
    assert (image.width, image.height) == (24, 40)
    assert files_of(own_media) == [".jpg"]


def test_what_is_no_picture_is_not_stored(own_media):
    with pytest.raises(PictureError):
        kept(b"no picture")

    assert files_of(own_media) == []


@pytest.mark.parametrize("end", ["gone", "cut"])
def test_a_lost_file_keeps_the_size_that_is_known(own_media, end):
    image = kept(samples.encoded("PNG"))
    if end == "gone":
        image.file.storage.delete(image.file.name)
    else:
        (own_media / image.file.name).write_bytes(b"\x89PNG")

    again = CustomImage(collection_id=1, file=image.file.name, width=40, height=24)

    assert again.file.get_image_dimensions() == (40, 24)


def test_a_stored_file_is_not_left_open(own_media):
    image = CustomImage(collection_id=1, file=kept(samples.encoded("PNG")).file.name)

    assert image.file.get_image_dimensions() == samples.SIZE
    assert image.file.closed
