"""Decisions on submissions: who may decide, once, with a reason, and what stays."""

import pytest

from django.utils import timezone

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.exceptions import (
    NotTopicEditorError,
    ReasonMissingError,
    SubmissionClosedError,
)
from articles.models import Submission
from articles.services import accept_submission, refuse_submission
from articles.tests.factories import TopicPageFactory
from articles.tests.submissions import facts

pytestmark = pytest.mark.django_db

State = Submission.State


def frozen(row: Submission) -> dict:
    return Submission.objects.filter(pk=row.pk).values().get()


def test_acceptance_says_who_and_when(pending, editor):
    before = timezone.now()

    row = accept_submission(submission_id=pending.pk, editor=editor)

    pending.refresh_from_db()
    assert row == pending
    assert (pending.state, pending.reason, pending.decided_by) == (
        "accepted",
        "",
        editor,
    )
    assert before <= pending.decided_at <= timezone.now()


def test_refusal_keeps_the_reason_without_the_blanks_around_it(pending, editor):
    refuse_submission(submission_id=pending.pk, editor=editor, reason=" 太短。\n")

    pending.refresh_from_db()
    assert (pending.state, pending.reason, pending.decided_by) == (
        "refused",
        "太短。",
        editor,
    )


def test_editors_may_change_their_minds_both_ways(pending, editor):
    refuse_submission(submission_id=pending.pk, editor=editor, reason="太短")
    accept_submission(submission_id=pending.pk, editor=editor)
    pending.refresh_from_db()
    assert (pending.state, pending.reason) == ("accepted", "")

    refuse_submission(submission_id=pending.pk, editor=editor, reason="撤下")
    pending.refresh_from_db()
    assert (pending.state, pending.reason) == ("refused", "撤下")


def decide(row: Submission, decision: str, editor, reason: str = "不合适") -> None:
    if decision == "accept":
        accept_submission(submission_id=row.pk, editor=editor)
    else:
        refuse_submission(submission_id=row.pk, editor=editor, reason=reason)


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("accept", State.ACCEPTED),
        ("accept", State.WITHDRAWN),
        ("refuse", State.REFUSED),
        ("refuse", State.WITHDRAWN),
    ],
)
def test_a_decision_that_comes_too_late_changes_nothing(
    pending, editor, decision, state
):
    Submission.objects.filter(pk=pending.pk).update(state=state)
    before = frozen(pending)

    with pytest.raises(SubmissionClosedError):
        decide(pending, decision, editor)

    assert frozen(pending) == before


@pytest.mark.parametrize("decision", ["accept", "refuse"])
@pytest.mark.parametrize("who", ["stranger", "author", "other_topic", "sub_topic"])
def test_nobody_else_decides(pending, topic, decision, who):
    person = UserFactory(groups=[roles.TOPIC_EDITORS])
    if who == "author":
        person = pending.article.author_page.user
    if who in ("other_topic", "sub_topic"):
        parent = {"parent": topic} if who == "sub_topic" else {}
        other = TopicPageFactory(**parent)
        other.editors.add(person)
        other.save()
    before = frozen(pending)

    with pytest.raises(NotTopicEditorError):
        decide(pending, decision, person)

    assert frozen(pending) == before


@pytest.mark.parametrize("who", ["parent_topic", "editor", "admin"])
def test_editors_of_a_topic_above_of_the_site_and_admins_decide(article, who, editor):
    above = TopicPageFactory(title="手艺")
    below = TopicPageFactory(title="纸", parent=above)
    row = Submission.objects.create(article=article, topic=below)
    person = {
        "parent_topic": lambda: editor,
        "editor": lambda: UserFactory(groups=[roles.EDITORS]),
        "admin": lambda: UserFactory(is_superuser=True),
    }[who]()
    above.editors.add(editor)
    above.save()

    accept_submission(submission_id=row.pk, editor=person)

    assert facts(article) == [("纸", "accepted", "", person)]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_refusal_without_a_reason_changes_nothing(pending, editor, reason):
    before = frozen(pending)

    with pytest.raises(ReasonMissingError):
        refuse_submission(submission_id=pending.pk, editor=editor, reason=reason)

    assert frozen(pending) == before
