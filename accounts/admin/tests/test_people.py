"""People in the admin: who sees what, and what staff may change."""

import re

import pytest

from django.contrib.auth.models import Group

from accounts.models import Device, User
from accounts.staff import roles
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST, NEW, ACCOUNT = "/admin/users/", "/admin/users/new/", "/admin/account/"
NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"


@pytest.fixture
def chief(client) -> User:
    user = UserFactory(username="chief", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def reader() -> User:
    return UserFactory(username="linwen", nickname="林闻", mobile=NUMBER, email=ADDRESS)


def edit(client, user: User, **change: object):
    data = {
        "username": user.username,
        "nickname": user.nickname,
        "email": user.email,
        "mobile": user.mobile or "",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return client.post(f"/admin/users/edit/{user.pk}/", {**data, **change})


def test_the_list_masks_numbers_and_addresses(client, chief, reader):
    UserFactory(username="mailonly", email="mail@example.com")

    page = client.get(LIST).content.decode()

    assert "138****5678" in page
    assert "m****@example.com" in page
    assert NUMBER not in page
    assert ADDRESS not in page


@pytest.mark.parametrize("words", ["林闻", "linwen", "13812345678", ADDRESS])
def test_people_are_found_by_any_of_their_names(client, chief, reader, words):
    page = client.get(LIST, {"q": words})

    assert [user.pk for user in page.context["users"]] == [reader.pk]


def test_staff_changes_a_person(client, chief, reader):
    answer = edit(
        client, reader, nickname="林某", mobile="139 0000 0000", email="new@example.com"
    )

    assert answer.status_code == 302
    reader.refresh_from_db()
    assert (reader.nickname, reader.mobile) == ("林某", "+8613900000000")
    assert reader.email == "new@example.com"
    assert reader.email_verified_at is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "a b"}, "username"),
        ({"username": "CHIEF"}, "username"),
        ({"email": "taken@example.com"}, "email"),
        ({"mobile": "110"}, "mobile"),
        ({"mobile": "13700000000"}, "mobile"),
        ({"password1": "12345678", "password2": "12345678"}, "password2"),
    ],
)
def test_what_is_wrong_changes_nothing(client, chief, reader, change, field):
    UserFactory(email="TAKEN@example.com", mobile="+8613700000000")
    before = User.objects.filter(pk=reader.pk).values().get()

    answer = edit(client, reader, **change)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert User.objects.filter(pk=reader.pk).values().get() == before


def test_a_contact_may_be_taken_away(client, chief, reader):
    edit(client, reader, mobile="", email="")

    reader.refresh_from_db()
    assert (reader.mobile, reader.email, reader.email_verified_at) == (None, "", None)


def test_a_password_set_by_staff_ends_every_device(client, chief, reader):
    Device.objects.create(user=reader, kind="app")

    edit(client, reader, password1=PASSWORD, password2=PASSWORD)

    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)
    assert reader.devices.in_use().count() == 0


def test_the_authors_own_group_is_not_shown_and_is_kept(client, chief, reader):
    own = Group.objects.create(name=f"{roles.AUTHORS} #{reader.pk}")
    editors = Group.objects.get(name=roles.EDITORS)
    reader.groups.add(own)

    page = client.get(f"/admin/users/edit/{reader.pk}/")
    assert own.name not in page.content.decode()
    edit(client, reader, groups=[editors.pk])

    assert set(reader.groups.all()) == {own, editors}


def test_of_oneself_only_names_are_changed_here(client, chief):
    page = client.get(f"/admin/users/edit/{chief.pk}/")
    assert set(page.context["form"].fields) == {"username", "nickname", "groups"}

    edit(client, chief, nickname="主编", email="evil@example.com", password1=PASSWORD)

    chief.refresh_from_db()
    assert (chief.nickname, chief.email) == ("主编", "chief@example.com")
    assert chief.check_password("renran-test")
    assert chief.is_superuser is True


def test_staff_makes_a_person(client, chief):
    data = {
        "username": "newcomer",
        "nickname": "新人",
        "email": "",
        "mobile": "",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "groups": [],
    }
    assert client.post(NEW, data).status_code == 302

    user = User.objects.get(username="newcomer")
    assert (user.nickname, user.mobile, user.email) == ("新人", None, "")
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.EDITORS, roles.FINANCE])
def test_only_who_has_the_right_sees_people(client, reader, role):
    client.force_login(UserFactory(groups=[role]))

    for path in (LIST, f"/admin/users/edit/{reader.pk}/"):
        answer = client.get(path, follow=True)
        assert ADDRESS not in answer.content.decode()
        assert "138****5678" not in answer.content.decode()


def test_the_admins_own_settings_hold_nothing_that_needs_a_proof(client):
    editor = UserFactory(groups=[roles.EDITORS], email=ADDRESS)
    client.force_login(editor)
    page = client.get(ACCOUNT).content.decode()
    names = re.findall(r'name="([^"]+)"', page)
    assert "locale-preferred_language" in names
    assert not [n for n in names if re.search("name_|email|password|avatar", n)]

    answer = client.post(
        ACCOUNT,
        {
            "locale-preferred_language": "en",
            "locale-current_time_zone": "Asia/Shanghai",
            "theme-theme": "dark",
            "theme-contrast": "system",
            "theme-density": "default",
            "name_email-email": "evil@example.com",
            "password-new_password1": PASSWORD,
        },
    )

    assert answer.status_code == 302
    editor.refresh_from_db()
    assert editor.wagtail_userprofile.theme == "dark"
    assert (editor.email, editor.check_password("renran-test")) == (ADDRESS, True)
