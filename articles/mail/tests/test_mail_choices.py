"""Mails about a review or a submission go to those who want them, in their language."""

import pytest

from django.core import mail
from django.urls import reverse
from django.utils import translation

from wagtail.signals import workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

from accounts.models import Preferences
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.mail.review_mail import approval_notifier, rejection_notifier
from articles.models import Submission
from articles.services import accept_submission, refuse_submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from notifications.services import choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    author = AuthorPageFactory(title="沈砚秋")
    return ArticlePageFactory(
        parent=AnthologyPageFactory(parent=author), title="修书", live=False
    )


@pytest.fixture
def editor():
    return UserFactory(groups=[roles.EDITORS])


@pytest.fixture
def review(article, editor):
    """Decides on the article and gives the mails its author got."""

    def decide(action: str, comment: str = "") -> list:
        author = article.author_page.user
        article.save_revision(user=author)
        state = article.get_workflow().start(article, author)
        task = state.current_task_state
        mail.outbox.clear()
        if action == "approve":
            task.approve(user=editor, comment=comment)
        else:
            task.reject(user=editor, comment="第二段请再写细一点。")
        return [message for message in mail.outbox if message.to == [author.email]]

    return decide


def test_an_approval_is_told_once_with_the_way_to_the_text(review, article):
    [message] = review("approve")

    article.refresh_from_db()
    assert message.subject == "《修书》通过了审核"
    assert article.full_url in message.body
    assert article.full_url in message.alternatives[0].content


def test_what_the_editor_wrote_to_an_approval_is_told_with_it(review):
    [message] = review("approve", "写得好，<标题>也好。")

    assert "编辑通过了《修书》，并写道：\n\n写得好，<标题>也好。\n" in message.body
    assert "写得好，&lt;标题&gt;也好。" in message.alternatives[0].content


@pytest.mark.parametrize("comment", ["", " \n"])
def test_an_approval_without_words_has_none(review, comment):
    [message] = review("approve", comment)

    assert "编辑通过了《修书》。" in message.body
    assert "写道" not in message.body


def test_a_text_sent_back_is_told_once_with_the_reason(review, article):
    [message] = review("reject")

    assert message.subject == "《修书》需要修改"
    for part in ("第二段请再写细一点。", f"/admin/pages/{article.pk}/edit/"):
        assert part in message.body
        assert part in message.alternatives[0].content


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_who_wants_no_mail_gets_none(review, article, action):
    choose(article.author_page.user, {("review", "mail"): False})

    assert review(action) == []


@pytest.mark.parametrize(("is_wanted", "letters"), [(True, 1), (False, 0)])
def test_a_reviewer_chooses_too_and_is_told_where(
    client, article, editor, is_wanted, letters
):
    choose(editor, {("review", "mail"): is_wanted})
    client.force_login(editor)

    article.save_revision(user=article.author_page.user)
    article.get_workflow().start(article, article.author_page.user)

    assert [message.to for message in mail.outbox] == [[editor.email]] * letters
    page = client.get(reverse("notifications:choices")).content.decode()
    assert "有文章等我审核" in page


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_choice_in_the_admin_still_counts(review, article, action):
    UserProfile.objects.create(
        user=article.author_page.user,
        approved_notifications=False,
        rejected_notifications=False,
    )

    assert review(action) == []


@pytest.mark.parametrize(
    ("language", "word"), [("en", "approved"), ("zh-hans", "通过了审核")]
)
def test_a_decision_is_told_in_the_language_of_the_author(
    review, article, language, word
):
    author = article.author_page.user
    Preferences.objects.create(user=author, language=language)
    UserProfile.objects.create(user=author, preferred_language="zh-hans")

    with translation.override("en" if language == "zh-hans" else "zh-hans"):
        [message] = review("approve")

    assert word in message.subject + message.body
    assert UserProfile.objects.get(user=author).preferred_language == "zh-hans"


def test_wagtails_own_notifiers_are_not_there_beside_ours():
    for signal, ours in (
        (workflow_approved, approval_notifier),
        (workflow_rejected, rejection_notifier),
    ):
        connected = [str(receiver) for receiver in signal.receivers]
        named = [text for text in connected if "email_notification" in text]
        assert len(named) == 1
        receivers = [entry[1]() for entry in signal.receivers]
        assert ours in receivers


# --- Submissions -----------------------------------------------------------------


@pytest.fixture
def submission(article):
    topic = TopicPageFactory(title="手艺")
    topic.editors.add(UserFactory(username="bianji"))
    topic.save()
    article.live = True
    article.save()
    return Submission.objects.create(article=article, topic=topic)


def decide(submission, decision: str) -> list:
    editor = submission.topic.editors.get()
    mail.outbox.clear()
    if decision == "accept":
        accept_submission(submission_id=submission.pk, editor=editor)
    else:
        refuse_submission(
            submission_id=submission.pk, editor=editor, reason="题材不太合适。"
        )
    return mail.outbox


def test_an_author_reads_that_the_article_was_taken_in(submission):
    [message] = decide(submission, "accept")

    assert message.to == [submission.article.author_page.user.email]
    assert message.subject == "《修书》已被收录"
    assert "专题“手艺”收录了你的文章《修书》。" in message.body
    assert submission.topic.full_url in message.body


def test_an_author_reads_why_it_was_not(submission):
    [message] = decide(submission, "refuse")

    assert message.subject == "《修书》没有被收录"
    assert "题材不太合适。" in message.body
    assert f"/admin/pages/{submission.article_id}/edit/" in message.body


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_who_wants_no_mail_of_topics_gets_none(submission, decision):
    author = submission.article.author_page.user
    choose(author, {("submission", "mail"): False})

    assert decide(submission, decision) == []


@pytest.mark.parametrize("why", ["decided alone", "gone", "nobody", "no address"])
def test_nobody_is_written_to_in_vain(submission, why):
    page = submission.article.author_page
    if why == "decided alone":
        submission.topic.editors.set([page.user])
        submission.topic.save()
    elif why == "gone":
        page.user.is_active = False
        page.user.save()
    elif why == "no address":
        page.user.email = ""
        page.user.save()
    else:
        page.user = None
        page.save()

    assert decide(submission, "accept") == []
    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED
