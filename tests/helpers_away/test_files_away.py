"""While the store of files is away, uploads and downloads say so; pages are read."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from PIL import Image

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wagtail.documents.models import Document
from wagtail.images.models import SourceImageIOError

from accounts.models import User
from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory
from core.models import WaitingTask
from core.tests.broker import closed_port
from images.models import CustomImage
from images.services import draw
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
SAID = "存放文件的地方暂时连不上，请过一会儿再试。"


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "PNG")
    return SimpleUploadedFile("huang.png", content.getvalue(), "image/png")


@pytest.fixture
def shown(db: None) -> CustomImage:
    """A picture everybody may open, kept while all was well."""
    image = CustomImageFactory(title="花")
    ArticlePageFactory(title="花开", cover=image)
    return image


@pytest.fixture
def store_away(shown: CustomImage, settings: Any) -> None:
    """The store is S3, and nobody listens there."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "core.storage.AskingStorage",
            "OPTIONS": {
                "endpoint_url": f"http://127.0.0.1:{closed_port()}",
                "bucket_name": "nowhere",
                "access_key": "test",
                "secret_key": "test",
                "region_name": "us-east-1",
            },
        }
    }


def test_a_download_says_so_on_a_page_of_its_own(
    shown: CustomImage, store_away: None
) -> None:
    answer = Client().get(shown.file.url)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Cache-Control"] == "no-store"
    assert SAID in answer.content.decode()


@pytest.fixture
def calls() -> Iterator[list[socket.socket]]:
    """Who called a store that takes every call and answers none; its port is first."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken.append(server)

        def listen() -> None:
            with suppress(OSError):
                while True:
                    taken.append(server.accept()[0])

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield taken
        server.shutdown(socket.SHUT_RDWR)
        thread.join(10)
    for each in taken[1:]:
        each.close()


def test_a_store_that_hangs_is_waited_for_once(
    shown: CustomImage, store_away: None, settings: Any, calls: list[socket.socket]
) -> None:
    """Then it is left alone: the next reader is told without asking."""
    port = calls[0].getsockname()[1]
    options = settings.STORAGES["default"]["OPTIONS"]
    hangs = {"OPTIONS": options | {"endpoint_url": f"http://127.0.0.1:{port}"}}
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | hangs
    }

    codes = [Client().get(shown.file.url).status_code for _reader in range(3)]

    assert codes == [503, 503, 503]
    assert len(calls) - 1 == 1
    assert Client().get("/readyz").json()["dependencies"]["files"] == "down"


def test_a_document_says_so_too(shown: CustomImage, settings: Any, request: Any):
    owner = UserFactory()
    file = ContentFile(b"x", name="p.txt")
    paper = Document.objects.create(title="文", file=file, uploaded_by_user=owner)
    request.getfixturevalue("store_away")
    client = Client()
    client.force_login(owner)

    assert client.get(paper.url).status_code == 503


def test_pages_are_read_with_words_for_pictures_that_cannot_be_made(
    shown: CustomImage, store_away: None, admin_client: Client
) -> None:
    page = Client().get("/")
    library = admin_client.get("/admin/images/")

    assert (page.status_code, library.status_code) == (200, 200)
    assert "花" in library.content.decode()
    assert draw(shown, ["width-100"]) == {}
    with pytest.raises(SourceImageIOError):
        shown.get_rendition("width-100")


@pytest.mark.parametrize(
    ("address", "file", "model"),
    [
        ("/admin/images/add/", picture, CustomImage),
        ("/admin/documents/add/", lambda: SimpleUploadedFile("a.txt", b"x"), Document),
    ],
)
def test_a_form_of_the_desk_says_so_and_keeps_what_was_typed(
    store_away: None, admin_client: Client, address: str, file: Any, model: Any
) -> None:
    before = model.objects.count()
    form = {"title": "写好的题目", "file": file(), "collection": 1, "tags": ""}

    answer = admin_client.post(address, form)

    text = answer.content.decode()
    assert (answer.status_code, model.objects.count()) == (200, before)
    assert SAID in text
    assert "写好的题目" in text


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_many_at_once_are_told_one_by_one(
    store_away: None, admin_client: Client, kind: str
) -> None:
    file = picture() if kind == "images" else SimpleUploadedFile("a.txt", b"x")
    form = {"title": "一", "files[]": file, "collection": 1}
    before = CustomImage.objects.count() + Document.objects.count()

    answer = admin_client.post(f"/admin/{kind}/multiple/add/", form)

    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert SAID in answer.json()["error_message"]
    assert CustomImage.objects.count() + Document.objects.count() == before


def test_the_editor_is_told(store_away: None, admin_client: Client) -> None:
    answer = admin_client.post("/admin/markdown/images/", {"image": picture()})

    assert answer.status_code == 503
    assert answer.json() == {"code": "files_unavailable", "detail": SAID, "errors": {}}
    assert CustomImage.objects.count() == 1


def test_a_face_is_not_changed_by_form_or_api(store_away: None) -> None:
    reader = UserFactory()
    client = Client()
    client.force_login(reader)

    page = client.post("/me/avatar/", {"avatar": picture()})
    answer = client.put(
        "/api/v1/me/avatar/",
        data=b"--x\r\nContent-Disposition: form-data; name=avatar; filename=a.png\r\n"
        b"Content-Type: image/png\r\n\r\n" + picture().read() + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )

    assert page.status_code == 200
    assert SAID in page.content.decode()
    assert answer.status_code == 503
    assert answer.json() == {"code": "files_unavailable", "detail": SAID, "errors": {}}
    assert User.objects.get(pk=reader.pk).avatar.name == ""


def test_it_is_said_once_in_the_log(
    shown: CustomImage, store_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    for _n in range(5):
        assert Client().get(shown.file.url).status_code == 503

    said = [line for line in caplog.messages if "helper_left_alone" in line]
    assert len(said) == 1
    assert not [r for r in caplog.records if r.exc_info and r.levelname == "ERROR"]


def test_a_file_that_cannot_be_deleted_now_is_deleted_later(
    shown: CustomImage, store_away: None, django_capture_on_commit_callbacks: Any
) -> None:
    name = shown.file.name
    with django_capture_on_commit_callbacks(execute=True):
        shown.delete()

    rows = [row for row in WaitingTask.objects.all() if name in str(row.args)]
    assert [(row.failures, row.given_up_at) for row in rows] == [(0, None)]
