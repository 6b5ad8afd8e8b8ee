"""Every way a picture comes in cleans it, and refuses kindly what is none."""

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wagtail.models import Collection, UploadedFile

from accounts.tests.factories import UserFactory
from images.models import CustomImage
from images.tests import samples
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
BROKEN = "这张图片打不开，可能已经损坏。"


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def upload(raw: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def add(client: Client, raw: bytes):
    form = {"title": "图", "collection": Collection.get_first_root_node().pk}
    return client.post("/admin/images/add/", {**form, "file": upload(raw)})


def add_many(client: Client, raw: bytes):
    return client.post(
        "/admin/images/multiple/add/",
        {"title": "图", "files[]": upload(raw)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def add_many_with_a_title_later(client: Client, raw: bytes):
    """Wagtail keeps the file aside until its form is filled in."""
    client.post(
        "/admin/images/multiple/add/",
        {"title": "题" * 256, "files[]": upload(raw)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    kept = UploadedFile.objects.get()
    prefix = f"uploaded-image-{kept.pk}"
    form = {f"{prefix}-title": "图"}
    return client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{kept.pk}/", form
    )


def choose(client: Client, raw: bytes):
    form = {
        "image-chooser-upload-title": "图",
        "image-chooser-upload-file": upload(raw),
    }
    return client.post("/admin/images/chooser/create/", form)


def exchange(client: Client, raw: bytes):
    image = CustomImageFactory()
    form = {"title": "图", "collection": image.collection_id, "file": upload(raw)}
    return client.post(f"/admin/images/{image.pk}/", form)


def into_the_text(client: Client, raw: bytes):
    return client.post("/admin/markdown/images/", {"image": upload(raw)})


WAYS = [add, add_many, add_many_with_a_title_later, choose, exchange, into_the_text]


@pytest.mark.parametrize("way", WAYS)
def test_every_upload_is_cleaned(admin, way):
    way(admin, samples.talkative("JPEG", orientation=6))

    image = CustomImage.objects.get()
    with image.file.open("rb") as file:
        content = file.read()
    assert samples.SECRET not in content
    assert samples.AIGC.encode() in content
    assert (image.width, image.height, image.file_size) == (24, 40, len(content))


@pytest.mark.parametrize("kind", samples.FORMATS)
@pytest.mark.parametrize("way", [add, add_many, choose, into_the_text])
def test_a_cut_picture_is_refused_with_a_word(admin, way, kind):
    raw = samples.encoded(kind, samples.drawing((300, 200)))

    answer = way(admin, raw[: len(raw) // 2])

    assert answer.status_code < 500
    assert BROKEN in answer.content.decode(
        "unicode_escape" if way is not add else "utf8"
    )
    assert CustomImage.objects.count() == 0


def test_a_bomb_is_refused_with_a_word(admin):
    answer = add(admin, samples.bomb())

    assert "这张图片的像素太多了" in answer.content.decode()
    assert CustomImage.objects.count() == 0


@pytest.mark.parametrize(
    "path", ["generate_url/", "generate_url/output/", "preview/scale-9999/"]
)
def test_nobody_has_a_size_of_their_own_drawn(admin, path):
    image = CustomImageFactory()

    assert admin.get(f"/admin/images/{image.pk}/{path}").status_code == 404


def test_the_admin_lists_a_picture_that_cannot_be_drawn(admin):
    image = CustomImageFactory()
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(samples.encoded("JPEG")[:80])

    for path in ("", f"{image.pk}/", "chooser/"):
        assert admin.get(f"/admin/images/{path}").status_code == 200
