"""Pictures of posts in the library: each once, private until a public post has it."""

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from articles.tests.factories import AuthorPageFactory
from images.models import CustomImage
from transfer.reading.sources import Source
from transfer.writing.pictures import BadImageError, PictureLibrary, decode_data
from transfer.writing.tests.test_importing import run


def png(color="red"):
    file = io.BytesIO()
    Picture.new("RGB", (3, 2), color).save(file, "PNG")
    return file.getvalue()


def data(raw):
    return f"data:image/png;base64,{base64.b64encode(raw).decode()}"


@pytest.fixture
def author(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return AuthorPageFactory()


@pytest.fixture
def library(author):
    files = {
        "a/红.png": png(),
        "b/same.png": png(),
        "c.png": png("blue"),
        "d.png": b"x",
    }
    reads = {path: (lambda raw=raw: raw) for path, raw in files.items()}
    return PictureLibrary(Source(reads), author, author.user)


def private():
    return dict(CustomImage.objects.values_list("title", "is_private"))


@pytest.mark.parametrize(
    ("url", "decoded"),
    [
        ("data:image/png;base64,YQ==", (b"a", "png")),
        ("data:image/JPEG;BASE64,YQ==", (b"a", "jpg")),
        ("data:image/svg+xml;charset=utf-8;base64,YQ==", (b"a", "svg")),
        ("data:image/png;base64,YQ%3D%3D", (b"a", "png")),
        ("data:image/png,%00%41,b", (b"\0A,b", "png")),
        ("data:image/png;base64,", (b"", "png")),
        ("data:image/png", (b"", "png")),
        ("DATA:image/../../x;base64,YQ==", (b"a", "")),
    ],
)
def test_an_address_holds_a_picture_and_says_its_kind(url, decoded):
    assert decode_data(url) == decoded


@pytest.mark.parametrize("payload", ["=", "YQ", "Y Q==", "YQ==\n", "图", "YQ==YQ=="])
def test_what_is_no_base64_is_refused(payload):
    with pytest.raises(BadImageError, match="base64"):
        decode_data(f"data:image/png;base64,{payload}")


@given(st.binary(max_size=60))
def test_bytes_come_out_of_an_address_as_they_went_in(raw):
    assert decode_data(data(raw)) == (raw, "png")


def test_equal_pictures_are_one_image(library):
    first = library.image_id("a/红.png", is_public=True)

    assert library.image_id("b/same.png", is_public=True) == first
    assert library.data_image_id(data(png()), is_public=True) == first
    assert library.image_id("c.png", is_public=True) != first
    assert private() == {"红": False, "c": False}


def test_an_image_is_the_author_s(library, author):
    image = CustomImage.objects.get(pk=library.image_id("a/红.png", is_public=True))

    assert image.uploaded_by_user == author.user
    assert (image.width, image.height, image.title) == (3, 2, "红")
    assert image.collection == library.collection
    assert not image.collection.is_root()


def test_an_equal_picture_of_another_author_is_another_image(library):
    other = AuthorPageFactory()
    theirs = PictureLibrary(library.source, other, other.user)

    ids = [each.image_id("c.png", is_public=True) for each in (library, theirs)]

    assert len(set(ids)) == CustomImage.objects.count() == 2


def test_a_public_post_opens_the_picture_of_a_draft_and_no_draft_closes_it(library):
    seen = []
    for is_public in (False, False, True, False):
        library.image_id("c.png", is_public=is_public)
        seen.append(private()["c"])

    assert seen == [True, True, False, False]


@pytest.mark.parametrize("path", ["d.png", "nowhere.png"])
def test_a_picture_that_is_none_is_refused_each_time(library, path):
    library.source.files["nowhere.png"] = lambda: open_nothing()

    def open_nothing():
        raise FileNotFoundError

    words = []
    for _n in range(2):
        with pytest.raises(BadImageError) as refusal:
            library.image_id(path, is_public=True)
        words.append(str(refusal.value))

    assert words[0] == words[1] != ""
    assert (CustomImage.objects.count(), library.known) == (0, {})


def test_what_was_rolled_back_is_stored_anew(library):
    library.begin()
    kept = library.image_id("c.png", is_public=True)
    library.begin()
    library.image_id("a/红.png", is_public=True)
    CustomImage.objects.exclude(pk=kept).delete()

    library.forget()

    assert library.image_id("c.png", is_public=True) == kept
    assert CustomImage.objects.filter(
        pk=library.image_id("a/红.png", is_public=True)
    ).exists()


def test_of_many_missing_pictures_the_first_are_named(author):
    body = "".join(f"![](x{number}.png) " for number in range(200))

    line = run(author, {"a.md": f"# 题\n{body}"}).lines[0]

    said = [(note.code, note.detail) for note in line.notes]
    assert said == [
        *(("missing_image", f"x{number}.png") for number in range(50)),
        ("more_missing", "150"),
    ]
