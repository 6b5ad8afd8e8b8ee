"""Tags: what separates them, and an address for each that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taggit.models import Tag

from django.urls import reverse

from wagtail.documents import get_document_model

from accounts.tests.factories import UserFactory
from articles.tags import parse_tags, written_tags
from articles.tests.factories import ArticlePageFactory
from core.pages.slugs import tag_slug
from images.tests.factories import CustomImageFactory

NAMES = [
    "🎉",
    "……",
    "+",
    "C",
    "C++",
    "C#",
    "摄影",
    "1/2",
    "12",
    "👍🏽",
    "‼️",
    "·",
    "_1",
    "①",
]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("甲，乙、丙；丁,戊;己", ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("甲 乙", ["甲", "乙"]),
        ("甲 乙，丙", ["甲 乙", "丙"]),
        ('"甲，乙"，丙', ["甲，乙", "丙"]),
        ('"machine learning" 丙', ["machine learning", "丙"]),
        ("甲，，甲， ，\u3164，\u200b", ["甲"]),
        ("甲\n乙", ["甲", "乙"]),
        ('"甲', ['"甲']),
        ("🎉", ["🎉"]),
        ("", []),
        (None, []),
    ],
)
def test_what_separates_tags(written, names):
    assert parse_tags(written) == names


@given(
    st.lists(st.text(st.sampled_from("甲乙a ,，、；\n\u3000"), max_size=6), max_size=5)
)
def test_tags_come_back_as_they_were(names):
    names = parse_tags(",".join(f'"{name}"' for name in names))

    assert parse_tags(written_tags([Tag(name=name) for name in names])) == names


@given(st.text(max_size=100))
def test_every_name_of_a_tag_has_an_address(name):
    slug = tag_slug(name)

    assert 1 <= len(slug) <= 80
    assert reverse("articles:tag", args=[slug])


@pytest.mark.django_db
def test_every_tag_has_a_page_of_its_own(client):
    article = ArticlePageFactory()
    article.tags.add(*NAMES)
    article.save()

    index = client.get("/tags/").content.decode()
    page = client.get(article.url).content.decode()

    slugs = {tag.name: tag.slug for tag in Tag.objects.all()}
    assert slugs == {
        "🎉": "party-popper", "……": "horizontal-ellipsis", "+": "plus-sign",
        "C": "c", "C++": "c-plus-plus", "C#": "c-sharp", "摄影": "摄影", "1/2": "12",
        "12": "12-2", "👍🏽": "thumbs-up-sign-emoji-modifier-fitzpatrick-type-4",
        "‼️": "double-exclamation-mark", "·": "middle-dot", "_1": "1", "①": "1-2",
    }  # fmt: skip
    for name, slug in slugs.items():
        address = reverse("articles:tag", args=[slug])
        assert f'href="{address}"' in index
        assert f'href="{address}"' in page
        shown = client.get(address)
        assert (shown.status_code, shown.context["tag"].name) == (200, name)


@pytest.mark.django_db
def test_an_address_stays_when_the_name_is_corrected():
    tag = Tag.objects.create(name="摄影")
    tag.name = "攝影"
    tag.save()

    assert Tag.objects.get().slug == "摄影"


@pytest.mark.django_db
def test_an_address_that_was_chosen_stays():
    assert Tag.objects.create(name="C++", slug="cpp").slug == "cpp"


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["unused", "draft", "private", "other language"])
def test_a_tag_with_nothing_public_is_no_page(client, why):
    article = ArticlePageFactory(live=why != "draft")
    if why != "unused":
        article.tags.add("🎉")
        article.save()
    if why == "private":
        article.view_restrictions.create(restriction_type="login")
    Tag.objects.get_or_create(name="🎉")

    address = reverse("articles:tag", args=["party-popper"])
    address = f"/en{address}" if why == "other language" else address
    index = client.get("/en/tags/" if why == "other language" else "/tags/")

    assert client.get(address).status_code == 404
    assert (index.status_code, "party-popper" in index.content.decode()) == (200, False)


@pytest.mark.django_db
def test_many_things_are_tagged_at_once_with_the_same_separators(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    image = CustomImageFactory()
    document = get_document_model().objects.create(title="甲", file="a.txt")

    for kind, thing in (
        ("images/customimage", image),
        ("wagtaildocs/document", document),
    ):
        address = f"/admin/bulk/{kind}/add_tags/?id={thing.pk}"
        assert client.post(address, {"tags": "甲，乙、丙; 丁"}).status_code == 302
        assert sorted(thing.tags.names()) == sorted("甲乙丙丁")
