"""The own picture below `/api/v1/me/`: checked, and encoded anew."""

import io

import pytest
from PIL import Image

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.identity.faces import small_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
API = "/api/v1"


def picture(size=(900, 600), kind="PNG") -> SimpleUploadedFile:
    file = io.BytesIO()
    image = Image.new("RGB", size, "#5a7d6c")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    image.save(file, kind, exif=exif)
    return SimpleUploadedFile(f"face.{kind.lower()}", file.getvalue())


def both(name: str) -> list[str]:
    return [name, small_name(name)]


def put_avatar(client, token, file):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return client.put(
        f"{API}/me/avatar/",
        encode_multipart(BOUNDARY, {"avatar": file}),
        content_type=MULTIPART_CONTENT,
        headers={"Authorization": f"Bearer {token}"},
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_encoded_anew(client, reader, token, kind):
    answer = put_avatar(client, token, picture(kind=kind))

    assert answer.status_code == 200
    reader.refresh_from_db()
    assert answer.json()["avatar_url"] == reader.avatar.url
    with reader.avatar.open() as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("WEBP", (400, 400))
    assert b"secret place" not in content
    assert client.get(reader.avatar.url).status_code == 200
    small = client.get(reader.face.small_picture)
    with Image.open(io.BytesIO(b"".join(small.streaming_content))) as image:
        assert (image.format, image.size) == ("WEBP", (96, 96))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "avatar_unreadable",
        ),
        (b"GIF89a", "avatar_unreadable"),
        (b"\x00" * (5 * 1024 * 1024 + 1), "avatar_too_large"),
    ],
)
def test_what_is_no_picture_is_refused(client, reader, token, content, code):
    answer = put_avatar(client, token, SimpleUploadedFile("a.png", content))

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    reader.refresh_from_db()
    assert reader.avatar.name == ""


def test_a_picture_is_replaced_and_removed(
    client, call, reader, token, django_capture_on_commit_callbacks
):
    put_avatar(client, token, picture())
    reader.refresh_from_db()
    storage, first = reader.avatar.storage, reader.avatar.name

    with django_capture_on_commit_callbacks(execute=True):
        put_avatar(client, token, picture())
    reader.refresh_from_db()
    second = reader.avatar.name
    files = [*both(first), *both(second)]
    assert [storage.exists(file) for file in files] == [False, False, True, True]

    with django_capture_on_commit_callbacks(execute=True):
        assert call("delete", "/me/avatar/", token=token) == (204, None)
    assert [storage.exists(file) for file in files] == [False] * 4
