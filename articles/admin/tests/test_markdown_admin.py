"""The Markdown editor's two helpers: the real preview, and a place for pictures."""

from io import BytesIO

import pytest
from PIL import Image

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wagtail.models import Collection

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.services import open_notebook
from articles.tests.factories import ArticlePageFactory
from images.models import CustomImage

pytestmark = pytest.mark.django_db

PREVIEW, UPLOAD = "/admin/markdown/preview/", "/admin/markdown/images/"


def png(colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (24, 15), colour).save(out, "PNG")
    return out.getvalue()


def picture(name: str = "茶山.png", content: bytes | None = None) -> SimpleUploadedFile:
    kind = "image/png"
    return SimpleUploadedFile(name, png() if content is None else content, kind)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author():
    user = UserFactory(nickname="沈砚秋")
    open_notebook(user=user)
    return user


def library_of(user) -> Collection:
    return Collection.objects.get(name=f"作者 #{user.pk}")


# --- Who --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_only_people_of_the_admin_are_let_in(address):
    visitor, reader = Client(), client_of(UserFactory())

    for client in (visitor, reader):
        answer = client.post(address, {"source": "x", "image": picture()})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")
    assert CustomImage.objects.count() == 0


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_only_posts_are_answered(author, address):
    assert client_of(author).get(address).status_code == 405


def test_a_post_from_another_site_is_refused(author):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)

    assert client.post(PREVIEW, {"source": "x"}).status_code == 403


# --- Preview ------------------------------------------------------------------------------


def test_the_preview_is_what_readers_get(author):
    source = "# 一\n\n**重点：**正文 $x$<script>alert(1)</script>"

    answer = client_of(author).post(PREVIEW, {"source": source}).json()

    stored = ArticlePageFactory(markdown=source).rendering
    assert answer["html"] == stored.blocks[0]["html"]
    assert answer["features"] == stored.features == ["math"]
    assert "<script" not in answer["html"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh-hans", "提示"),
        ("en", "Tip"),
        ("", "提示"),
        ("xx", "提示"),
        ("<script>", "提示"),
    ],
)
@pytest.mark.parametrize("admin_language", ["zh-hans", "en"])
def test_the_preview_speaks_the_language_of_the_page(
    author, language, title, admin_language
):
    posted = {"source": "> [!TIP]\n> x", "language": language}
    headers = {"accept-language": admin_language}

    answer = client_of(author).post(PREVIEW, posted, headers=headers).json()

    assert f">{title}</p>" in answer["html"]


def test_a_preview_of_nothing_is_empty(author):
    assert client_of(author).post(PREVIEW).json() == {"html": "", "features": []}


def test_the_preview_tells_what_may_not_be_meant(author):
    answer = client_of(author).post(PREVIEW, {"source": "##标题"}).json()

    assert answer == {
        "html": "<p>##标题</p>\n",
        "features": [],
        "warnings": [
            "有的行以 # 开头，后面没有空格，不会成为标题。要写标题，请在 # 后面加一个空格。"
        ],
    }


def test_a_text_too_long_to_preview_is_refused_kindly(author):
    answer = client_of(author).post(PREVIEW, {"source": "字" * 500_001})

    assert (answer.status_code, answer.json()) == (
        413,
        {"code": "too_long", "detail": "文字太长，无法预览。", "errors": {}},
    )


def test_the_preview_shows_no_drafts_of_others(author):
    draft = ArticlePageFactory(live=False, slug="secret-draft")

    answer = client_of(author).post(PREVIEW, {"source": f"[见](page:{draft.pk})"})

    assert "secret-draft" not in answer.json()["html"]


# --- Pictures ------------------------------------------------------------------------------


def test_a_picture_goes_to_the_authors_own_library(author):
    answer = client_of(author).post(UPLOAD, {"image": picture("茶[山].png")})

    image = CustomImage.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {"id": image.pk, "markdown": f"![茶山](image:{image.pk})"},
    )
    assert (image.title, image.uploaded_by_user) == ("茶[山]", author)
    assert image.collection == library_of(author)
    assert (image.width, image.height, image.file_size) == (24, 15, len(png()))
    assert image.file.name.startswith("original_images/20")


def test_the_same_picture_of_one_person_is_kept_once(author):
    other = UserFactory()
    open_notebook(user=other)
    first, second = (
        client_of(author).post(UPLOAD, {"image": picture(name)}).json()
        for name in ("甲.png", "乙.png")
    )
    assert first == second
    assert CustomImage.objects.count() == 1

    third = client_of(other).post(UPLOAD, {"image": picture()}).json()
    fourth = client_of(author).post(UPLOAD, {"image": picture("丙.png", png("red"))})

    assert third["id"] != first["id"]
    assert fourth.json()["id"] != first["id"]
    assert CustomImage.objects.get(pk=third["id"]).collection == library_of(other)


def test_an_editor_and_an_admin_upload_to_the_common_library():
    for user in (
        UserFactory(groups=[roles.EDITORS]),
        UserFactory(is_superuser=True),
    ):
        answer = client_of(user).post(UPLOAD, {"image": picture()})

        image = CustomImage.objects.get(pk=answer.json()["id"])
        assert image.collection == Collection.get_first_root_node()


def test_who_has_no_library_is_told_so():
    user = UserFactory(groups=[roles.MODERATORS])

    answer = client_of(user).post(UPLOAD, {"image": picture()})

    assert (answer.status_code, answer.json()["code"]) == (403, "no_library")
    assert answer.json()["detail"] == "你还没有可以存放图片的图库。"
    assert CustomImage.objects.count() == 0


KINDS = "avif, gif, jpg, jpeg, png, webp"
BROKEN = "这张图片打不开，可能已经损坏。"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", SVG, KINDS),
        ("a.png", SVG, BROKEN),
        ("a.png", b"GIF89a not really", BROKEN),
        ("a.png", png()[:-40], BROKEN),
        ("a.png", b"", "空"),
        ("a.exe", png(), KINDS),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(author, name, content, words):
    answer = client_of(author).post(UPLOAD, {"image": picture(name, content)})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_image")
    assert words in answer.json()["detail"]
    assert CustomImage.objects.count() == 0


def test_a_picture_under_the_name_of_another_kind_gets_its_own(author):
    client_of(author).post(UPLOAD, {"image": picture("甲.jpg", png())})

    image = CustomImage.objects.get()
    assert (image.title, image.file.name.rpartition(".")[2]) == ("甲", "png")


def test_no_file_at_all_is_refused(author):
    answer = client_of(author).post(UPLOAD)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_image")


def test_a_picture_over_20_mb_is_refused_with_the_limit(author):
    content = png() + b"\0" * (20 * 1024 * 1024)

    answer = client_of(author).post(UPLOAD, {"image": picture(content=content)})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_image")
    assert "20.0\xa0MB" in answer.json()["detail"]
    assert CustomImage.objects.count() == 0
