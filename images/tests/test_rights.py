"""Whose a picture is, who may choose it, and which texts may show it."""

import pytest

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupCollectionPermission

from accounts.tests.factories import UserFactory
from images.models import CustomImage, FileUse
from images.rights import (
    choosable,
    is_theirs,
    kind_of,
    may_choose,
    of_theirs,
    refuse_foreign,
    showable,
)
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """A collection beside the common one, with a group that may choose from it."""
    shelf = Collection.get_first_root_node().add_child(name="书架")
    group = Group.objects.create(name="看书架的人")
    GroupCollectionPermission.objects.create(
        group=group,
        collection=shelf,
        permission=Permission.objects.get(codename="choose_image"),
    )
    return shelf


@pytest.fixture
def librarian(shelf):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="看书架的人"))
    return user


def picture(owner=None, **fields) -> CustomImage:
    return CustomImageFactory(uploaded_by_user=owner, **fields)


def keys(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def test_one_may_choose_from_the_shelves_one_has_a_right_to(shelf, librarian):
    on_shelf, elsewhere = picture(collection=shelf), picture()
    other = UserFactory()
    everything = CustomImage.objects.all()

    assert keys(choosable(everything, librarian)) == {on_shelf.pk}
    assert keys(choosable(everything, other)) == set()
    assert may_choose(librarian, on_shelf)
    assert not may_choose(librarian, elsewhere)
    assert not may_choose(other, on_shelf)


def test_what_one_brought_is_ones_own_wherever_it_lies(shelf, librarian):
    own = picture(librarian)
    on_shelf = picture(UserFactory(), collection=shelf)
    foreign = picture(UserFactory())

    assert keys(of_theirs(CustomImage.objects.all(), librarian)) == {
        own.pk,
        on_shelf.pk,
    }
    assert [is_theirs(librarian, each) for each in (own, on_shelf, foreign)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("is_private", "code"),
    [(True, "private_picture"), (False, "foreign_picture")],
)
def test_what_others_keep_to_themselves_is_refused(is_private, code):
    file = picture(UserFactory(), is_private=is_private)

    with pytest.raises(ValidationError) as refused:
        refuse_foreign(UserFactory(), file)

    assert refused.value.code == code


def test_own_pictures_those_of_nobody_and_what_is_no_file_are_taken(librarian, shelf):
    for chosen in (
        picture(librarian, is_private=True),
        picture(),
        picture(UserFactory(), collection=shelf),
        "a word",
        None,
    ):
        refuse_foreign(librarian, chosen)


def test_a_private_picture_is_refused_even_to_one_who_may_choose_it(shelf, librarian):
    file = picture(UserFactory(), collection=shelf, is_private=True)

    with pytest.raises(ValidationError) as refused:
        refuse_foreign(librarian, file)

    assert refused.value.code == "private_picture"


def test_the_two_kinds_of_file_are_told_apart():
    assert kind_of(CustomImage) == "image"
    assert kind_of(get_document_model()) == "document"


def test_a_text_shows_what_its_people_brought_and_what_is_nobodys(librarian):
    own, common = picture(librarian), picture()
    foreign = picture(UserFactory())
    private = picture(UserFactory(), is_private=True)
    ids = [file.pk for file in (own, common, foreign, private)]

    assert showable(CustomImage, ids, [librarian.pk]) == {own.pk, common.pk}
    assert showable(CustomImage, ids, [None]) == {common.pk}
    # A text of the site itself shows all but what is private.
    assert showable(CustomImage, ids, None) == {own.pk, common.pk, foreign.pk}


def test_a_picture_of_others_is_shown_where_everybody_sees_it_already(librarian):
    shown, hidden = picture(UserFactory()), picture(UserFactory())
    private = picture(UserFactory(), is_private=True)
    for file in (shown, private):
        FileUse.objects.create(image=file)

    ids = [shown.pk, hidden.pk, private.pk]

    assert showable(CustomImage, ids, [librarian.pk]) == {shown.pk}


def test_nobody_lends_a_right_to_a_number_others_wrote(shelf, librarian):
    """A helper with a right counts for what that helper put in, and no more."""
    file, other = (picture(UserFactory(), collection=shelf) for _n in range(2))
    author = UserFactory()

    def named(_model, ids):
        return {pk: librarian.pk for pk in ids if pk == file.pk}

    found = showable(CustomImage, [file.pk, other.pk], [author.pk], namers=named)

    assert found == {file.pk}


def test_a_document_is_shown_by_the_same_rule(librarian):
    document = get_document_model().objects.create(
        title="文", file=ContentFile(b"%PDF-", "a.pdf"), uploaded_by_user=librarian
    )

    ids = [document.pk]

    assert showable(type(document), ids, [librarian.pk]) == {document.pk}
    assert showable(type(document), ids, [UserFactory().pk]) == set()
