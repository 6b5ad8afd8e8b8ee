"""Articles offered to topics: what the author chooses, takes back and offers anew."""

import pytest

from django.utils import timezone

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, Submission
from articles.services import accept_submission, offer_to_topics, refuse_submission
from articles.tests.factories import TopicPageFactory
from articles.tests.submissions import facts

pytestmark = pytest.mark.django_db

State = Submission.State


def choose(article, *topics) -> ArticlePage:
    article.offered_topics.set(topics)
    article.save()
    return article


def frozen(row: Submission) -> dict:
    return Submission.objects.filter(pk=row.pk).values().get()


def test_each_chosen_topic_gets_one_pending_submission(article, topic):
    other = TopicPageFactory(title="纸")
    author = UserFactory()

    for _again in range(2):
        offer_to_topics(article=choose(article, topic, other), user=author)

    assert facts(article) == [
        ("手艺", "pending", "", None),
        ("纸", "pending", "", None),
    ]
    rows = Submission.objects.filter(article=article)
    assert {(row.submitted_by, row.decided_at) for row in rows} == {(author, None)}


def test_a_topic_that_accepts_automatically_takes_the_article_at_once(article):
    topic = TopicPageFactory(title="随手", accepts_automatically=True)
    before = timezone.now()

    offer_to_topics(article=choose(article, topic), user=None)

    assert facts(article) == [("随手", "accepted", "", None)]
    assert before <= Submission.objects.get().decided_at <= timezone.now()


@pytest.mark.parametrize("state", ["pending", "accepted"])
def test_taking_the_choice_back_withdraws_it(article, topic, editor, state):
    offer_to_topics(article=choose(article, topic), user=None)
    row = Submission.objects.get()
    if state == "accepted":
        accept_submission(submission_id=row.pk, editor=editor)

    offer_to_topics(article=choose(article), user=None)

    decided_by = editor if state == "accepted" else None
    assert facts(article) == [("手艺", "withdrawn", "", decided_by)]


def test_a_withdrawn_article_may_be_offered_again(article, topic, editor):
    first, second = UserFactory(), UserFactory()
    offer_to_topics(article=choose(article, topic), user=first)
    row = Submission.objects.get()
    accept_submission(submission_id=row.pk, editor=editor)
    offer_to_topics(article=choose(article), user=first)

    offer_to_topics(article=choose(article, topic), user=second)

    row.refresh_from_db()
    assert (row.state, row.submitted_by, row.decided_by, row.decided_at) == (
        "pending",
        second,
        None,
        None,
    )


def test_what_was_refused_stays_refused_while_it_is_chosen(article, topic, editor):
    offer_to_topics(article=choose(article, topic), user=None)
    row = Submission.objects.get()
    refuse_submission(submission_id=row.pk, editor=editor, reason="题目不合")
    before = frozen(row)

    offer_to_topics(article=choose(article, topic), user=UserFactory())

    assert frozen(row) == before
    assert facts(article) == [("手艺", "refused", "题目不合", editor)]


def test_what_was_refused_is_pending_after_the_author_offers_it_anew(
    article, topic, editor
):
    offer_to_topics(article=choose(article, topic), user=None)
    row = Submission.objects.get()
    refuse_submission(submission_id=row.pk, editor=editor, reason="题目不合")

    offer_to_topics(article=choose(article), user=None)
    offer_to_topics(article=choose(article, topic), user=None)

    assert facts(article) == [("手艺", "pending", "", None)]


@pytest.mark.parametrize("has_account", [True, False])
def test_publishing_offers_the_article_in_the_name_of_who_wrote_it(
    article, topic, has_account
):
    article.offered_topics.set([topic])
    author, editor = article.author_page.user, UserFactory()
    if not has_account:
        article.author_page.user = None
        article.author_page.save()

    article.save_revision(user=editor).publish()

    row = Submission.objects.get()
    assert (row.article, row.topic, row.state, row.submitted_by) == (
        ArticlePage.objects.get(pk=article.pk),
        topic,
        "pending",
        author if has_account else editor,
    )
