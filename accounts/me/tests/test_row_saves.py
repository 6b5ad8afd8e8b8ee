"""A form or request saves what it was asked to change, and takes back nothing else."""

import threading

import pytest

from django.db import connections
from django.db.models.signals import pre_save
from django.test import Client
from django.utils import timezone

from accounts.models import Preferences, User
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"
MEANWHILE = [
    ("password", "!changed-meanwhile"),
    ("is_active", False),
    ("mobile", "+8613812345678"),
    ("email_verified_at", None),
]


@pytest.fixture
def meanwhile():
    """Lets another request commit between this one's reading and its writing."""
    connected = []

    def change(model, pk, **values):
        def commit(sender, **kwargs):
            model.objects.filter(pk=pk).update(**values)

        pre_save.connect(commit, sender=model)
        connected.append((model, commit))

    yield change
    for model, commit in connected:
        pre_save.disconnect(commit, sender=model)


@pytest.fixture
def person() -> User:
    return UserFactory(nickname="旧名", email_verified_at=timezone.now())


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize(("field", "value"), MEANWHILE)
def test_a_profile_over_the_api(person, meanwhile, field, value):
    client = signed_in(person)
    meanwhile(User, person.pk, **{field: value})

    answer = client.patch("/api/v1/me/", {"nickname": "新名字"}, content_type=JSON)

    assert (answer.status_code, answer.json()["nickname"]) == (200, "新名字")
    row = User.objects.get(pk=person.pk)
    assert (row.nickname, getattr(row, field)) == ("新名字", value)


@pytest.mark.parametrize(("field", "value"), [*MEANWHILE, ("avatar", "a.webp")])
def test_a_profile_on_its_page(person, meanwhile, field, value):
    client = signed_in(person)
    meanwhile(User, person.pk, **{field: value})

    answer = client.post("/me/profile/", {"nickname": "新名字"})

    assert answer.status_code == 302
    row = User.objects.get(pk=person.pk)
    assert (row.nickname, getattr(row, field)) == ("新名字", value)


def test_preferences_over_the_api(person, meanwhile):
    Preferences.objects.create(user=person)
    meanwhile(Preferences, person.pk, shows_gender=True, language="en")

    answer = signed_in(person).patch(
        "/api/v1/me/preferences/", {"theme": "dark"}, content_type=JSON
    )

    assert answer.status_code == 200
    row = Preferences.objects.get(pk=person.pk)
    assert (row.theme, row.shows_gender, row.language) == ("dark", True, "en")


def test_preferences_on_their_page(person, meanwhile):
    Preferences.objects.create(user=person)
    meanwhile(Preferences, person.pk, theme="dark")

    answer = signed_in(person).post("/me/privacy/", {"shows_gender": "on"})

    assert answer.status_code == 302
    row = Preferences.objects.get(pk=person.pk)
    assert (row.theme, row.shows_gender, row.shows_city) == ("dark", True, False)


@pytest.mark.parametrize(("field", "value"), [*MEANWHILE, ("city", "杭州")])
def test_a_person_in_the_admin(person, meanwhile, field, value):
    client = signed_in(UserFactory(is_superuser=True))
    form = {
        "username": person.username,
        "nickname": "新名字",
        "email": person.email,
        "is_active": "on",
    }
    meanwhile(User, person.pk, **{field: value})

    answer = client.post(f"/admin/users/edit/{person.pk}/", form)

    assert answer.status_code == 302
    row = User.objects.get(pk=person.pk)
    assert (row.nickname, getattr(row, field)) == ("新名字", value)


def test_what_staff_changes_of_a_person_is_saved_with_all_that_hangs_on_it(person):
    form = {
        "username": "andersgenannt",
        "nickname": "新名字",
        "email": "Neu@example.com",
        "mobile": "138 1234 5678",
        "is_superuser": "on",
        "password1": "竹杖芒鞋轻胜马谁怕",
        "password2": "竹杖芒鞋轻胜马谁怕",
    }
    client = signed_in(UserFactory(is_superuser=True))

    answer = client.post(f"/admin/users/edit/{person.pk}/", form)

    assert answer.status_code == 302
    row = User.objects.get(pk=person.pk)
    assert (row.username, row.nickname) == ("andersgenannt", "新名字")
    assert (row.email_key, row.mobile) == ("neu@example.com", "+8613812345678")
    assert (row.is_superuser, row.is_active) == (True, False)
    assert row.email_verified_at is not None
    assert row.check_password("竹杖芒鞋轻胜马谁怕")
    assert User.objects.by_account("andersgenannt") == row


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.postgres
def test_a_new_password_is_kept_while_a_profile_is_saved():
    lost = 0
    for number in range(6):
        user = UserFactory(username=f"racer{number}")
        one, other = signed_in(user), signed_in(user)
        both, answers = threading.Barrier(2), []

        def changes_password(client=one, both=both, answers=answers):
            both.wait()
            body = {"current": "renran-test", "password": "ganz-neu-und-lang-9"}
            answer = client.put("/api/v1/me/password/", body, content_type=JSON)
            answers.append(answer.status_code)
            connections.close_all()

        def saves_profile(client=other, both=both):
            both.wait()
            for name in ("甲", "乙", "丙", "丁", "戊", "己"):
                client.patch("/api/v1/me/", {"nickname": name}, content_type=JSON)
            connections.close_all()

        threads = [
            threading.Thread(target=go) for go in (changes_password, saves_profile)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [204]
        user.refresh_from_db()
        lost += not user.check_password("ganz-neu-und-lang-9")

    assert lost == 0
