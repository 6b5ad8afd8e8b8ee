"""Which pictures and documents front page, plain pages and frame point at."""

import pytest

from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from articles.models import ArticlePage
from home.models import CarouselSlide, FooterLink, SiteSettings, StandardPage
from home.tests.factories import home_page
from images.models import CustomImage
from images.references import files_in, points_at_files, shows_files
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
DOCUMENT = get_document_model()


def plain(**of: object) -> StandardPage:
    return StandardPage(title="页", **of)


def test_a_page_of_words_points_at_nothing():
    assert files_in(plain(body="文")) == {}
    assert files_in(plain()) == {}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("![图](image:3)", {CustomImage: {3: ["body.body"]}}),
        ("[表](doc:4)", {DOCUMENT: {4: ["body.body"]}}),
        ("[页](page:5)", {}),
        ("`![图](image:3)`", {}),
        ("![图](image:03x)", {}),
    ],
)
def test_a_text_points_at_files_by_their_numbers(body, found):
    told = files_in(plain(body=body))

    assert {kind: set(rows) for kind, rows in told.items()} == {
        kind: set(rows) for kind, rows in found.items()
    }


def test_a_picture_that_stands_in_two_places_is_told_with_both():
    image = CustomImageFactory()
    page = plain(social_image=image, body=f"![图](image:{image.pk})")

    [(kind, rows)] = files_in(page).items()

    assert (kind, list(rows)) == (CustomImage, [image.pk])
    places = rows[image.pk]
    assert places[0] == "social_image"
    assert [place.partition(".")[0] for place in places] == ["social_image", "body"]


def test_slides_of_the_page_as_it_stands_in_memory_count():
    kept, new = CustomImageFactory(), CustomImageFactory()
    home = home_page()
    home.slides.add(CarouselSlide(title="甲", image=kept))
    home.save()
    [row] = home.slides.all()
    home.slides.add(CarouselSlide(title="乙", image=new))

    places = files_in(home)[CustomImage]

    assert places == {
        kept.pk: [f"slides.{row.pk}.image"],
        new.pk: ["slides.None.image"],
    }
    assert list(files_in(home_page())[CustomImage]) == [kept.pk]


def test_the_frame_points_at_its_mark():
    own = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    assert files_in(own) == {}

    own.mark = CustomImageFactory()

    assert files_in(own) == {CustomImage: {own.mark_id: ["mark"]}}


@pytest.mark.parametrize(
    ("model", "shows"),
    [
        (StandardPage, True),
        (ArticlePage, True),
        (CarouselSlide, True),
        (SiteSettings, True),
        (FooterLink, False),
        (Page, False),
    ],
)
def test_it_is_known_which_rows_can_show_files(model, shows):
    assert shows_files(model) is shows


@pytest.mark.parametrize(
    ("name", "points"), [("image", True), ("article", False), ("link", False)]
)
def test_a_field_points_at_files_or_does_not(name, points):
    assert points_at_files(CarouselSlide._meta.get_field(name)) is points
