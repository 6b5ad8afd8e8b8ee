"""Pictures written into addresses are kept as files, or named in the report."""

import base64
import io

import pytest
from PIL import Image

from articles.models import ArticlePage
from articles.tests.factories import AuthorPageFactory
from images.models import CustomImage
from transfer.reading.sources import Source
from transfer.writing.importing import import_posts

pytestmark = pytest.mark.django_db


def data(color: str = "red") -> str:
    file = io.BytesIO()
    Image.new("RGB", (3, 2), color).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


def imported(text: str, **head: str):
    author = AuthorPageFactory()
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    raw = f"---\ntitle: 甲\n{lines}---\n{text}\n".encode()
    report = import_posts(
        Source({"a.md": lambda: raw}),
        author=author,
        anthology=author.get_children().first().specific,
    )
    [line] = report.lines
    return str(ArticlePage.objects.get().body[0].value).strip(), line.messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![甲]({0})", "![甲](image:{1})"),
        ("<img src='{0}' alt='乙'>", "![乙](image:{1})"),
        ("![甲][a]\n\n[a]: {0}", "![甲][a]\n\n[a]: image:{1}"),
        ("![甲]({0}) ![乙]({0})", "![甲](image:{1}) ![乙](image:{1})"),
    ],
)
def test_a_picture_in_an_address_becomes_a_file(text, expected):
    body, messages = imported(text.format(data()))

    image = CustomImage.objects.get()
    assert (body, messages) == (expected.format("", image.pk), [])
    assert (image.width, image.height, image.is_private) == (3, 2, False)


@pytest.mark.parametrize(
    "broken",
    ["data:image/png;base64,AAAA", "data:image/png;base64,=", "data:image/svg+xml,%3Csvg/%3E"],
)  # fmt: skip
def test_one_that_cannot_be_kept_is_named(broken):
    body, messages = imported(f"![甲](<{broken}>)")

    assert CustomImage.objects.count() == 0
    assert body == f"![甲](<{broken}>)"
    assert [message.startswith("图片不能用：data:image/") for message in messages] == [
        True
    ]


def test_code_keeps_its_addresses():
    body, messages = imported(f"`![甲]({data()})`")

    assert (body, messages) == (f"`![甲]({data()})`", [])


def test_a_heading_without_its_blank_is_named():
    body, messages = imported("甲\n\n##标题\n\n```\n##码\n```")

    assert "##标题" in body
    assert messages == ["# 后面没有空格，不会成为标题：##标题"]
