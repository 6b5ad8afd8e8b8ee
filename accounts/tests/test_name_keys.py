"""The keys of names that are there already, when the rule of keys changes."""

from importlib import import_module

import pytest

from django.apps import apps

from accounts.models import PendingSignUp, User
from accounts.tests.factories import UserFactory
from accounts.usernames import username_key

pytestmark = pytest.mark.django_db
migration = import_module("accounts.migrations.0008_keys_of_names")


def with_old_key(username: str) -> User:
    user = UserFactory(username=username)
    key = migration.key_before(username)
    User.objects.filter(pk=user.pk).update(username_key=key)
    return user


def keys() -> dict[str, str]:
    return dict(User.objects.values_list("username", "username_key"))


def test_every_name_gets_the_key_of_today_and_back():
    for name in ("linwen", "Maiden", "林闻先生家"):
        with_old_key(name)
    before = keys()

    migration.forwards(apps, None)
    after = keys()
    migration.backwards(apps, None)

    assert after == {name: username_key(name) for name in before}
    assert after["linwen"] == "llnwen"
    assert keys() == before


def test_of_two_that_look_alike_now_the_older_has_the_key():
    older = with_old_key("Iris_2026")
    later = UserFactory(username="platzhalter")
    User.objects.filter(pk=later.pk).update(
        username="lris_2026", username_key=migration.key_before("lris_2026")
    )

    migration.forwards(apps, None)

    assert keys() == {"Iris_2026": "lrls_2o26", "lris_2026": "lris_2o26"}
    assert User.objects.by_account("Iris_2026") == older
    assert User.objects.by_account("lris_2026") == later
    assert User.objects.by_account("LRIS_2026") == older


def test_who_kept_an_old_key_can_be_saved_and_renamed():
    with_old_key("Iris_2026")
    later = UserFactory(username="platzhalter")
    User.objects.filter(pk=later.pk).update(
        username="lris_2026", username_key=migration.key_before("lris_2026")
    )
    migration.forwards(apps, None)
    later = User.objects.get(pk=later.pk)

    later.city = "杭州"
    later.save()
    kept = keys()["lris_2026"]
    later.username = "zweitername"
    later.save()

    assert kept == "lris_2o26"
    assert keys()["zweitername"] == username_key("zweitername")


def test_one_s_new_key_may_be_another_s_old_one():
    people = [(1, "one", "a"), (2, "two", "b"), (3, "three", "c")]

    assert migration.plan(people, {"one": "b", "two": "c", "three": "d"}.get) == {
        1: "b",
        2: "c",
        3: "d",
    }
    # The second loses to the first and keeps `b`, which the third then cannot have.
    assert migration.plan(people, {"one": "z", "two": "z", "three": "b"}.get) == {
        1: "z",
        2: "b",
        3: "c",
    }


def test_names_that_wait_for_their_letter_get_new_keys_too():
    PendingSignUp.objects.create(
        username="linwen",
        username_key=migration.key_before("linwen"),
        email="a@example.com",
        email_key="a@example.com",
        password="!",
        consents={},
        expires_at="2999-01-01T00:00:00Z",
    )

    migration.forwards(apps, None)

    assert PendingSignUp.objects.get().username_key == "llnwen"
