"""Who works for the site is known by rights, whatever their group is called."""

import pytest

from django.contrib.auth.models import Group, Permission
from django.test import Client

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from accounts.staff import roles
from accounts.staff.rules import is_staff_member
from accounts.tests.factories import UserFactory
from articles.services.notebooks import open_notebook

pytestmark = pytest.mark.django_db


def right(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


@pytest.fixture
def author():
    user = UserFactory()
    open_notebook(user=user)
    return user


@pytest.fixture
def group(author) -> Group:
    """A group of the site's own making, with the author in it."""
    group = Group.objects.create(name="随便什么")
    author.groups.add(group)
    return group


@pytest.mark.parametrize(
    "role", [roles.TOPIC_EDITORS, roles.EDITORS, roles.MODERATORS, roles.FINANCE]
)
def test_a_new_name_of_a_role_changes_nothing(settings, role):
    settings.STAFF_SECOND_FACTOR = True
    user = UserFactory(groups=[role])
    Group.objects.filter(name=role).update(name="新名字")
    client = Client()
    client.force_login(user)

    answer = client.get("/admin/")

    assert is_staff_member(user)
    assert (answer.status_code, "/second-factor/" in answer["Location"]) == (302, True)


def test_an_author_has_rights_on_their_own_only(author):
    assert not is_staff_member(author)
    assert not is_staff_member(UserFactory())


def test_a_right_on_another_page_makes_staff(author, group):
    page = Page.objects.filter(depth=2).first()
    GroupPagePermission.objects.create(
        group=group, page=page, permission=right("change_page")
    )

    assert is_staff_member(author)


def test_a_right_on_another_collection_makes_staff(author, group):
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(
            codename="add_image", content_type__app_label="wagtailimages"
        ),
    )

    assert is_staff_member(author)


@pytest.mark.parametrize("codename", ["change_sitesettings", "work_for_site"])
def test_a_right_of_a_model_makes_staff(author, group, codename):
    group.permissions.add(right(codename))

    assert is_staff_member(author)


def test_a_right_of_one_s_own_makes_staff():
    user = UserFactory()
    user.user_permissions.add(right("change_redirect"))

    assert is_staff_member(user)


def test_looking_at_the_admin_s_sign_out_leaves_one_signed_in(author):
    client = Client()
    client.force_login(author)

    looked = client.get("/admin/logout/")
    there = client.get("/me/profile/")
    left = client.post("/admin/logout/")

    assert (looked.status_code, there.status_code, left.status_code) == (200, 200, 302)
    assert client.get("/me/profile/").status_code == 302
    assert not author.devices.in_use().exists()
