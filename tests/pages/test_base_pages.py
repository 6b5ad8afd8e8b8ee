"""What holds for pages of every kind: titles, addresses, who may open them."""

from datetime import timedelta

import pytest

from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from core.pages.addresses import is_reserved, paths_above, reserved_slugs
from home.models import StandardPage
from home.tests.factories import StandardPageFactory, home_page
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def add(title: str, *, parent: Page | None = None, **of: object) -> StandardPage:
    page = StandardPage(title=title, **of)
    (parent or home_page()).add_child(instance=page)
    return StandardPage.objects.get(pk=page.pk)


def refused(title: str, **of: object) -> dict:
    """Fields that are wrong, with the codes; nothing is stored."""
    count = Page.objects.count()
    with pytest.raises(ValidationError) as caught:
        add(title, **of)
    assert Page.objects.count() == count
    return {
        name: [error.code for error in errors]
        for name, errors in caught.value.error_dict.items()
    }


# --- Titles and addresses ----------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kept", "slug"),
    [
        ("关于我们", "关于我们", "guan-yu-wo-men"),
        (" 关于\n我们\u200b ", "关于 我们", "guan-yu-wo-men"),
        ("🌱", "🌱", "page"),
        ("荏" * 255, "荏" * 255, "-".join(["ren"] * 20)),
    ],
)
def test_a_title_is_one_line_and_the_address_can_be_read_aloud(title, kept, slug):
    page = add(title)

    assert (page.title, page.draft_title, page.slug) == (kept, kept, slug)


def test_a_second_page_of_that_title_has_a_number():
    assert [add("关于").slug for _page in range(3)] == [
        "guan-yu",
        "guan-yu-2",
        "guan-yu-3",
    ]


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("title", ["", "\u200b", "\u3164 \u2800", "\n"])
def test_a_title_nobody_sees_is_refused_of_a_draft_too(title, live):
    assert "title" in refused(title, slug="a", live=live)


@pytest.mark.parametrize("live", [True, False])
def test_a_title_that_is_too_long_is_refused_of_a_draft_too(live):
    assert refused("荏" * 256, slug="a", live=live)["title"] == ["max_length"]


@pytest.mark.parametrize(
    "slug", ["admin", "Search", "api", "en", "static", "media", "p"]
)
@pytest.mark.parametrize("live", [True, False])
def test_an_address_of_the_site_itself_is_refused(slug, live):
    assert set(refused("页", slug=slug, live=live)) == {"slug"}


def test_below_another_page_any_address_is_free():
    page = add("页", slug="admin", parent=StandardPageFactory(slug="ban"))

    assert page.url == "/ban/admin/"


def test_a_title_that_would_be_an_address_of_the_site_gets_another():
    page = add("admin")

    assert page.slug == "admin-2"
    assert add("页", slug="admin-3").slug == "admin-3"


@pytest.mark.parametrize("slug", ["ADMIN", "aDmIn"])
def test_large_letters_make_no_other_address(slug):
    home, below = home_page(), StandardPageFactory()

    assert is_reserved(slug, home)
    assert not is_reserved(slug, below)
    assert not is_reserved(slug, Page.objects.get(depth=1))
    assert not is_reserved(slug, None)
    assert slug.lower() in reserved_slugs()


def test_a_page_knows_the_paths_between_home_and_itself():
    first = StandardPageFactory()
    second = StandardPageFactory(parent=first)
    third = StandardPageFactory(parent=second)

    assert paths_above(third) == [first.path, second.path]
    assert paths_above(first) == paths_above(home_page()) == []
    above = third.trail(lambda: Page.objects.order_by("path"))
    assert [page.pk for page in above] == [first.pk, second.pk]


# --- Who may open a page -----------------------------------------------------------


@pytest.mark.parametrize(
    ("live", "ends_in", "is_readable"),
    [
        (True, None, True),
        (True, 60, True),
        (True, -1, False),
        (False, None, False),
        (False, 60, False),
    ],
)
def test_a_loaded_page_and_the_database_agree_on_readers(live, ends_in, is_readable):
    ends = ends_in and timezone.now() + timedelta(seconds=ends_in)
    page = add("页", live=live, expire_at=ends)

    assert page.is_readable is is_readable
    assert StandardPage.objects.published().filter(pk=page.pk).exists() is is_readable


@pytest.mark.parametrize("where", ["itself", "above"])
def test_a_restriction_closes_the_page_and_what_lies_below(client, where):
    above = StandardPageFactory()
    page = StandardPageFactory(parent=above, body="秘密")
    restriction = PageViewRestriction.objects.create(
        page=page if where == "itself" else above,
        restriction_type=PageViewRestriction.PASSWORD,
        password="山",
    )

    page = StandardPage.objects.get(pk=page.pk)
    answer = client.get(page.url)

    assert (page.is_readable, page.is_absent) == (False, False)
    assert list(page.get_view_restrictions()) == [restriction]
    assert ("秘密" in answer.text, page.title in answer.text) == (False, False)


def test_a_page_that_was_found_open_asks_nobody(django_assert_num_queries):
    page = StandardPageFactory()
    page.is_open = True

    with django_assert_num_queries(0):
        assert list(page.get_view_restrictions()) == []
        assert page.is_absent is False


def test_a_page_that_has_ended_is_not_there(client):
    page = add("页", expire_at=timezone.now() - timedelta(seconds=1))

    assert page.is_absent is True
    assert client.get(page.url).status_code == 404


# --- Sharing -----------------------------------------------------------------------


def test_what_is_shared_is_what_editors_wrote():
    image = CustomImageFactory()
    page = add("页", search_description="一句话", social_image=image)

    assert (page.description_for_sharing, page.image_for_sharing) == ("一句话", image)
    assert page.written_by is None

    image.delete()
    assert StandardPage.objects.get(pk=page.pk).image_for_sharing is None
