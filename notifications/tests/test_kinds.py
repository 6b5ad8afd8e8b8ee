"""What may be chosen: the form of it, its words, and refusals that stay short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core import mail
from django.utils import translation

from accounts.tests.factories import UserFactory
from core.letters import Letter
from core.registry import TakenError
from notifications import kinds
from notifications.exceptions import ChoiceUnknownError
from notifications.forms import ChoicesForm
from notifications.kinds import Kind, Way, offered, register_kind
from notifications.models import Choice
from notifications.receivers import SIGN_IN
from notifications.services import choose, tell

REPLY = Kind("reply", "回复", "有人回复我时发邮件给我。", {Way.MAIL: True})
DIGEST = Kind("digest", "周报", "每周发一封邮件给我。", {Way.MAIL: False})
SILENT = Kind("silent", "无声", "从不告诉。", {})
REPLY_MAIL, DIGEST_MAIL = ("reply", Way.MAIL), ("digest", Way.MAIL)


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch):
    """Only these are registered here."""
    own = {kind.name: kind for kind in (REPLY, SILENT, DIGEST)}
    monkeypatch.setattr(kinds.KINDS, "_parts", own)


def form(data: dict | None = None, **chosen: bool) -> ChoicesForm:
    choices = {REPLY_MAIL: True, DIGEST_MAIL: False}
    return ChoicesForm(data, choices=choices)


def test_a_kind_that_is_told_in_no_way_is_no_choice():
    assert offered() == [(REPLY, Way.MAIL), (DIGEST, Way.MAIL)]
    assert list(form().fields) == ["reply-mail", "digest-mail"]


def test_the_form_shows_what_was_chosen_in_the_persons_own_words():
    shown = form()

    assert [(field.label, field.initial) for field in shown] == [
        ("回复", True),
        ("周报", False),
    ]
    assert shown["digest-mail"].help_text == "每周发一封邮件给我。"


@pytest.mark.parametrize(
    ("sent", "reply", "digest"),
    [
        ({}, False, False),
        ({"reply-mail": "on"}, True, False),
        ({"reply-mail": "on", "digest-mail": "on"}, True, True),
        ({"reply-mail": "false", "digest-mail": "False"}, False, False),
        ({"praise-mail": "on", "reply": "on"}, False, False),
    ],
)
def test_a_box_that_is_not_ticked_is_not_wanted(sent, reply, digest):
    filled = form(sent)

    assert filled.is_valid()
    assert filled.wanted() == {("reply", "mail"): reply, ("digest", "mail"): digest}


def test_the_same_kind_may_be_registered_twice_and_another_may_not():
    register_kind(Kind("reply", "回复", "有人回复我时发邮件给我。", {Way.MAIL: True}))

    with pytest.raises(TakenError):
        register_kind(
            Kind("reply", "回复", "有人回复我时发邮件给我。", {Way.MAIL: False})
        )

    assert kinds.KINDS["reply"] is REPLY


@given(kind=st.text(max_size=300), way=st.text(max_size=300))
def test_a_refusal_repeats_no_more_than_a_name_of_what_was_sent(kind, way):
    refusal = ChoiceUnknownError(kind, way)

    assert str(refusal) == f"没有这一种通知：{kind[:40]}，{way[:10]}。"
    assert (refusal.code, refusal.status) == ("choice_unknown", 400)


@pytest.mark.parametrize(
    ("language", "label"), [("zh-hans", "登录提醒"), ("en", "Sign-in alerts")]
)
def test_kinds_are_called_in_the_readers_language(language, label):
    with translation.override(language):
        assert str(SIGN_IN.label) == label


# --- Kept in the database --------------------------------------------------------


@pytest.mark.django_db
def test_choosing_nothing_changes_nothing():
    user = UserFactory()
    choose(user, {("reply", "mail"): False})

    choose(user, {})

    assert [str(row) for row in Choice.objects.all()] == [
        f"{user.pk}: reply mail False"
    ]


@pytest.mark.django_db
def test_a_refused_choice_leaves_an_earlier_one_as_it_was():
    user = UserFactory()
    choose(user, {("digest", "mail"): True})

    with pytest.raises(ChoiceUnknownError):
        choose(user, {("digest", "mail"): False, ("silent", "mail"): True})

    assert Choice.objects.get().is_wanted is True


@pytest.mark.django_db
@pytest.mark.parametrize("is_active", [True, False])
def test_the_letter_is_not_even_written_for_an_account_that_is_shut(is_active):
    user = UserFactory(email="a@b.cn", is_active=is_active)
    written = []

    def make() -> Letter:
        written.append("letter")
        return Letter(subject="有人回复了你", sentences=["看看吧。"])

    tell(user, "reply", make)

    assert len(written) == len(mail.outbox) == int(is_active)


@pytest.mark.django_db
def test_choices_leave_with_the_row_of_their_person():
    user, other = UserFactory(), UserFactory()
    for person in (user, other):
        choose(person, {("reply", "mail"): False})

    user.delete()

    assert [row.user_id for row in Choice.objects.all()] == [other.pk]
