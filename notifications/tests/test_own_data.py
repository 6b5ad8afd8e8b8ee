"""Choices go into the copy of a person's data, and leave with them."""

import json

import pytest

from accounts.tests.factories import UserFactory
from notifications.models import Choice
from notifications.own_data import choice_files, erase_choices
from notifications.services import choose

pytestmark = pytest.mark.django_db


def test_the_copy_says_what_was_chosen():
    user = UserFactory()
    choose(user, {("review", "mail"): False})

    [file] = choice_files(user)

    rows = {row["kind"]: row["is_wanted"] for row in json.loads(file.content)}
    assert file.path == "choices.json"
    assert rows == {"review": False, "submission": True, "sign_in": True}


def test_choices_leave_with_the_person():
    user, other = UserFactory(), UserFactory()
    for person in (user, other):
        choose(person, {("review", "mail"): False})

    erase_choices(user, keeps_texts=True)

    assert Choice.objects.get().user == other
