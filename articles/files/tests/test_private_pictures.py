"""A picture marked private is shown by nobody but who put it there."""

import pytest

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return AuthorPageFactory()


def image(*, uploader=None, is_private: bool = True):
    return CustomImageFactory(is_private=is_private, uploaded_by_user=uploader)


def bodies(picture) -> list[tuple[str, object]]:
    captioned = {"image": picture, "alt": "", "caption": ""}
    return [
        ("markdown", f"![图](image:{picture.pk})"),
        ("image", captioned),
        (
            "gallery",
            {"images": [captioned], "caption": ""},
        ),
    ]


def shown(author, block) -> bool:
    book = AnthologyPageFactory(parent=author)
    article = ArticlePageFactory(parent=book, blocks=[block])
    row = ArticlePage.objects.get(pk=article.pk).rendering
    return "<img" in "".join(part["html"] for part in row.blocks)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_texts_show_public_and_own_pictures_only(author, number):
    public = image(is_private=False)
    own = image(uploader=author.user)
    theirs = image(uploader=UserFactory())
    nobodys = image()

    seen = [
        shown(author, bodies(picture)[number])
        for picture in (public, own, theirs, nobodys)
    ]

    assert seen == [True, True, False, False]


def test_the_preview_shows_public_and_own_pictures_only(client, author):
    client.force_login(author.user)

    def preview(picture) -> bool:
        source = f"![图](image:{picture.pk})"
        answer = client.post("/admin/markdown/preview/", {"source": source})
        return "<img" in answer.json()["html"]

    pictures = (
        image(is_private=False),
        image(uploader=author.user),
        image(uploader=UserFactory(groups=[roles.EDITORS])),
    )
    assert [preview(picture) for picture in pictures] == [True, True, False]


def test_a_hand_made_request_cannot_take_a_private_cover(author):
    book = AnthologyPageFactory(parent=author)
    form_class = AnthologyPageFactory._meta.model.get_edit_handler().get_form_class()
    theirs, own = image(uploader=UserFactory()), image(uploader=author.user)
    foreign = image(uploader=UserFactory(), is_private=False)

    def errors(picture) -> list[str]:
        data = {"title": book.title, "slug": book.slug, "cover": picture.pk}
        form = form_class(data, instance=book, for_user=author.user, parent_page=author)
        form.is_valid()
        return [error.code for error in form.errors.as_data().get("cover", [])]

    assert errors(theirs) == ["private_picture"]
    assert errors(foreign) == ["foreign_picture"]
    assert errors(own) == []
