"""Which page shows which file is written down, and that decides who may open it."""

import pytest

from django.contrib.auth.models import AnonymousUser

from wagtail.models import Site

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from home.models import SiteSettings
from images.models import CustomImage, FileUse
from images.openness import is_open, open_to
from images.references import files_in
from images.tests.factories import CustomImageFactory
from images.uses import record_frame, record_page

pytestmark = pytest.mark.django_db
PAYWALL = ("paywall", None)


@pytest.fixture
def book():
    return AnthologyPageFactory()


@pytest.fixture
def picture(book):
    return CustomImageFactory(uploaded_by_user=book.author.user)


def in_text(*pictures) -> tuple[str, str]:
    return "markdown", " ".join(f"![图](image:{each.pk})" for each in pictures)


def uses(**of) -> list[tuple[int | None, int, bool]]:
    rows = FileUse.objects.filter(**of).order_by("page", "image")
    return list(rows.values_list("page_id", "image_id", "is_gated"))


def test_where_a_file_stands_is_told_as_the_reference_index_does(book, picture):
    article = ArticlePageFactory(parent=book, cover=picture, blocks=[in_text(picture)])
    [block] = article.body

    assert files_in(article) == {
        CustomImage: {picture.pk: ["cover", f"body.{block.id}"]}
    }


def test_what_stands_on_both_sides_of_the_mark_is_not_gated(book, picture):
    behind = CustomImageFactory(uploaded_by_user=book.author.user)
    blocks = [in_text(picture), PAYWALL, in_text(picture, behind)]

    page = ArticlePageFactory(parent=book, blocks=blocks, price=300)

    assert uses(page=page) == [
        (page.pk, picture.pk, False),
        (page.pk, behind.pk, True),
    ]


def test_without_a_mark_all_of_the_text_is_gated_and_the_cover_is_not(book, picture):
    inside = CustomImageFactory(uploaded_by_user=book.author.user)

    page = ArticlePageFactory(
        parent=book, cover=picture, blocks=[in_text(inside)], price=300
    )

    assert uses(page=page) == [
        (page.pk, picture.pk, False),
        (page.pk, inside.pk, True),
    ]


def test_what_is_written_down_follows_the_page_and_stays_where_nothing_changed(
    book, picture
):
    page = ArticlePageFactory(parent=book, blocks=[in_text(picture)])
    before = FileUse.objects.get(page=page).pk
    record_page(page)
    assert FileUse.objects.get(page=page).pk == before

    second = CustomImageFactory(uploaded_by_user=book.author.user)
    page.body = [in_text(second)]
    record_page(page)

    assert uses(page=page) == [(page.pk, second.pk, True)]


def test_a_picture_of_others_is_not_written_down(book):
    foreign = CustomImageFactory(uploaded_by_user=UserFactory())

    ArticlePageFactory(parent=book, blocks=[in_text(foreign)])

    assert uses() == []


def test_the_frame_of_the_site_shows_its_mark_to_all():
    mark = CustomImageFactory()
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"mark": mark}
    )
    assert uses() == [(None, mark.pk, False)]

    SiteSettings.objects.update(mark=None)
    record_frame()

    assert uses() == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"live": False}, False),
        ({"price": 300}, False),
    ],
)
def test_a_file_is_as_open_as_the_text_that_shows_it(book, picture, fields, expected):
    ArticlePageFactory(parent=book, blocks=[in_text(picture)], **fields)

    found = CustomImage.objects.filter(is_open("image"))

    assert [each.pk for each in found] == ([picture.pk] if expected else [])


def test_a_price_of_the_book_closes_it_and_its_owner_keeps_it(book, picture):
    ArticlePageFactory(parent=book, blocks=[in_text(picture)])
    everything = CustomImage.objects.all()
    assert list(open_to(AnonymousUser(), everything)) == [picture]

    type(book).objects.filter(pk=book.pk).update(price=900)

    assert list(ArticlePage.objects.for_sale()) == list(ArticlePage.objects.all())
    assert list(open_to(AnonymousUser(), everything)) == []
    assert list(open_to(None, everything)) == []
    assert list(open_to(UserFactory(), everything)) == []
    assert list(open_to(book.author.user, everything)) == [picture]
