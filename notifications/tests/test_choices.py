"""What people chose is kept by kind and way; everybody else has the defaults."""

import pytest

from django.core import mail
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from core.letters import Letter
from notifications import kinds
from notifications.exceptions import ChoiceUnknownError
from notifications.kinds import Kind, Way, offered
from notifications.models import Choice
from notifications.selectors import choices_of, wanting
from notifications.services import choose, tell

pytestmark = pytest.mark.django_db

REPLY = Kind("reply", "回复", "有人回复我时发邮件给我。", {Way.MAIL: True})
DIGEST = Kind("digest", "周报", "每周发一封邮件给我。", {Way.MAIL: False})


@pytest.fixture(autouse=True)
def two_kinds(monkeypatch):
    """Only these are registered here."""
    own = dict.fromkeys(("reply", "digest"))
    own.update(reply=REPLY, digest=DIGEST)
    monkeypatch.setattr(kinds.KINDS, "_parts", own)


def letter() -> Letter:
    return Letter(subject="有人回复了你", sentences=["看看吧。"])


def test_without_a_choice_the_defaults_hold():
    user = UserFactory()

    assert choices_of(user) == {("reply", Way.MAIL): True, ("digest", Way.MAIL): False}
    assert Choice.objects.count() == 0


def test_a_choice_is_kept_and_can_be_changed():
    user, other = UserFactory(), UserFactory()

    choose(user, {("reply", "mail"): False})
    choose(user, {("reply", "mail"): False, ("digest", "mail"): True})

    assert choices_of(user) == {("reply", Way.MAIL): False, ("digest", Way.MAIL): True}
    assert choices_of(other)["reply", Way.MAIL] is True
    assert Choice.objects.count() == 2
    choose(user, {("reply", "mail"): True})
    assert choices_of(user)["reply", Way.MAIL] is True


@pytest.mark.parametrize("unknown", [("praise", "mail"), ("reply", "pigeon")])
def test_what_is_not_offered_is_refused_whole(unknown):
    user = UserFactory()

    with pytest.raises(ChoiceUnknownError) as refused:
        choose(user, {("reply", "mail"): False, unknown: True})

    assert refused.value.code == "choice_unknown"
    assert choices_of(user)["reply", Way.MAIL] is True
    assert Choice.objects.count() == 0


def test_a_choice_of_a_kind_that_is_gone_is_not_shown():
    user = UserFactory()
    Choice.objects.create(user=user, kind="praise", way="mail", is_wanted=True)

    assert ("praise", "mail") not in choices_of(user)


def test_the_database_keeps_one_choice_of_each():
    user = UserFactory()
    Choice.objects.create(user=user, kind="reply", way="mail", is_wanted=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(user=user, kind="reply", way="mail", is_wanted=False)


def test_many_are_asked_in_one_query(django_assert_num_queries):
    people = [UserFactory() for _n in range(5)]
    choose(people[1], {("reply", "mail"): False, ("digest", "mail"): True})

    with django_assert_num_queries(1):
        for_reply = wanting(people, "reply", Way.MAIL)

    assert for_reply == [people[0], *people[2:]]
    assert wanting(people, "digest", Way.MAIL) == [people[1]]
    assert wanting([], "reply", Way.MAIL) == []


def test_nobody_tells_of_a_kind_without_a_name():
    with pytest.raises(KeyError):
        wanting([UserFactory()], "praise", Way.MAIL)


def test_only_those_who_want_it_are_told():
    wants, does_not = UserFactory(email="a@b.cn"), UserFactory(email="c@d.cn")
    shut = UserFactory(email="e@f.cn", is_active=False)
    choose(does_not, {("reply", "mail"): False})

    for person in (wants, does_not, shut, UserFactory(email=None)):
        tell(person, "reply", letter)

    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["a@b.cn"], "有人回复了你")
    ]


def test_the_kinds_of_this_list_are_offered():
    assert offered() == [(REPLY, Way.MAIL), (DIGEST, Way.MAIL)]
