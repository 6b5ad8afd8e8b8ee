"""Tags are offered while they are typed, and give no draft of another away."""

import pytest

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
ADDRESSES = ("/admin/tag-autocomplete/", "/admin/tag-autocomplete/taggit/tag/")


def tagged(author, tag, *, live=True):
    parent = AnthologyPageFactory(parent=author)
    page = ArticlePageFactory(parent=parent, live=live)
    page.tags.add(tag)
    page.save()


@pytest.fixture
def author():
    me, other = AuthorPageFactory(title="我"), AuthorPageFactory(title="别人")
    tagged(other, "山水公开")
    tagged(other, "山水密稿", live=False)
    tagged(me, "山水我稿", live=False)
    for owner, name in ((me, "山水我图"), (other, "山水别图")):
        CustomImageFactory(uploaded_by_user=owner.user).tags.add(name)
    return me


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_author_is_offered_what_everybody_reads_and_their_own(
    client, author, address
):
    client.force_login(author.user)

    assert client.get(f"{address}?term=山水").json() == [
        "山水公开",
        "山水我图",
        "山水我稿",
    ]
    assert client.get(address).json() == client.get(f"{address}?term=海").json() == []


def test_the_field_says_how_tags_are_separated(client, author):
    client.force_login(author.user)

    page = client.get(client.get("/write/")["Location"]).content.decode()

    assert "用逗号、顿号或分号隔开。" in page
    assert 'data-w-tag-url-value="/admin/tag-autocomplete/' in page


def test_an_editor_is_offered_all(client, author):
    client.force_login(UserFactory(groups=[roles.EDITORS]))

    offered = client.get(f"{ADDRESSES[0]}?term=山水").json()

    assert offered == ["山水公开", "山水别图", "山水密稿", "山水我图", "山水我稿"]


def test_a_reader_is_offered_nothing(client, author):
    client.force_login(UserFactory())

    answer = client.get(f"{ADDRESSES[0]}?term=山水")

    assert (answer.status_code, "山水" in answer.content.decode()) == (302, False)


def test_what_cannot_be_read_is_offered_nothing(client, author):
    client.force_login(author.user)

    for term in ("%00", "x" * 3000, "%ED%A0%80", "%25", "_"):
        assert client.get(f"{ADDRESSES[0]}?term={term}").status_code in (200, 400)
