"""Files leave by whoever sends them best, under names people gave them."""

from urllib.parse import unquote

import pytest

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from accounts.tests.factories import UserFactory
from images.models import CustomImage, FileUse
from images.tests import samples
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
PUBLIC, PRIVATE = "public, max-age=3600", "private, no-store"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stored(name: str, owner=None) -> CustomImage:
    """An original of that name on the disk."""
    image = CustomImageFactory(uploaded_by_user=owner)
    content = ContentFile(samples.encoded("PNG"))
    path = default_storage.save(f"original_images/2026/11/{name}", content)
    CustomImage.objects.filter(pk=image.pk).update(file=path)
    return CustomImage.objects.get(pk=image.pk)


def opened(image: CustomImage) -> CustomImage:
    """Shown by the frame of the site, which is open to all."""
    FileUse.objects.create(page=None, image=image)
    return image


NAMES = ["a.png", "春天 的雨.png", "100%.png", "a;b.png", "é.png", "a?b#c.png"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_sent_under_any_name(client, name):
    image = opened(stored(name))

    answer = client.get(image.file.url)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.getvalue() == samples.encoded("PNG")
    assert sorted(answer["Cache-Control"].split(", ")) == sorted(PUBLIC.split(", "))


@pytest.mark.parametrize("name", NAMES)
def test_nginx_is_told_a_name_it_can_read_back(client, settings, name):
    settings.MEDIA_ACCEL_PREFIX = "/protected/"
    image = opened(stored(name))

    inside = client.get(image.file.url)["X-Accel-Redirect"]

    assert inside.isascii()
    assert not {"?", "#", " ", "\n"} & {*inside}
    assert unquote(inside) == f"/protected/{image.file.name}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "image/png"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("a", "application/octet-stream"),
        ("a.unheard-of", "application/octet-stream"),
    ],
)
def test_nginx_is_told_what_kind_of_file_it_is(client, settings, name, kind):
    settings.MEDIA_ACCEL_PREFIX = "/protected/"

    answer = client.get(opened(stored(name)).file.url)

    assert (answer["Content-Type"], answer.content) == (kind, b"")


@pytest.mark.parametrize("by_nginx", [True, False])
def test_what_is_only_the_owners_is_kept_by_nobody_else(settings, by_nginx):
    settings.MEDIA_ACCEL_PREFIX = "/protected/" if by_nginx else ""
    owner = UserFactory()
    image = stored("mine.png", owner)
    client = Client()
    strangers = client.get(image.file.url)
    client.force_login(owner)

    answer = client.get(image.file.url)

    assert strangers.status_code == 404
    assert answer.status_code == 200
    assert {*answer["Cache-Control"].split(", ")} >= {*PRIVATE.split(", ")}


@pytest.mark.parametrize(
    "path",
    [
        "original_images/2026/11/../11/a.png",
        "original_images//2026/11/a.png",
        "original_images/2026/11/a.png/",
        "./original_images/2026/11/a.png",
        "/original_images/2026/11/a.png",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/protected/"])
def test_another_way_to_say_the_path_of_an_open_file_leads_nowhere(
    client, settings, path, prefix
):
    settings.MEDIA_ACCEL_PREFIX = prefix
    opened(stored("a.png"))

    answer = client.get("/", PATH_INFO=f"/media/{path}")

    assert answer.status_code == 404
    assert "X-Accel-Redirect" not in answer


def test_an_open_file_that_is_gone_from_the_disk_is_not_there(client):
    image = opened(stored("gone.png"))
    default_storage.delete(image.file.name)

    assert client.get(image.file.url).status_code == 404
