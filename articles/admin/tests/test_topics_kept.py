"""What a form does not show it does not take away, and copies offer nothing again."""

import pytest

from django.urls import reverse

from accounts.tests.factories import UserFactory
from articles.admin.tests.test_workflow import post_data
from articles.models import AnthologyPage, ArticlePage, Submission, TopicPage
from articles.services import accept_submission, offer_to_topics
from articles.tests.factories import AnthologyPageFactory, TopicPageFactory
from articles.tests.submissions import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def accepted(article, topic, editor) -> ArticlePage:
    """An article that the topic has taken in."""
    article.offered_topics.set([topic])
    article.save()
    article.save_revision().publish()
    accept_submission(submission_id=Submission.objects.get().pk, editor=editor)
    return article


def correct(desk, article: ArticlePage, *topics: TopicPage) -> None:
    """Save and publish another text in the editor, with these topics ticked."""
    data = post_data(article.title, "改过。", **{"action-publish": "1"})
    data |= {"slug": article.slug, "offered_topics": [t.pk for t in topics]}
    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert "改过" in ArticlePage.objects.get(pk=article.pk).rendering.text


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_a_topic_that_was_away_still_has_the_article(desk, accepted, topic, editor):
    fresh(topic).unpublish()

    correct(desk, accepted)
    fresh(topic).save_revision().publish()

    assert facts(accepted) == [("手艺", "accepted", "", editor)]
    assert [t.pk for t in fresh(accepted).offered_topics.all()] == [topic.pk]
    correct(desk, accepted, topic)
    assert facts(accepted) == [("手艺", "accepted", "", editor)]


def test_what_is_shown_may_be_taken_away_beside_it(desk, accepted, topic, editor):
    other = TopicPageFactory(title="纸")
    correct(desk, accepted, topic, other)
    fresh(topic).unpublish()

    correct(desk, accepted)

    assert facts(accepted) == [
        ("手艺", "accepted", "", editor),
        ("纸", "withdrawn", "", None),
    ]


def test_unticking_still_withdraws(desk, accepted, topic, editor):
    correct(desk, accepted)

    assert facts(accepted) == [("手艺", "withdrawn", "", editor)]
    assert not fresh(accepted).offered_topics.exists()


def test_an_unpublished_topic_is_offered_nothing(article):
    topic = TopicPageFactory(live=False, accepts_automatically=True)
    article.offered_topics.set([topic])

    offer_to_topics(article=article, user=None)

    assert facts(article) == []


def test_a_topic_from_an_old_draft_is_no_withdrawal(accepted, topic, editor):
    """Whatever publishes it: an old revision that knew no topic yet."""
    revision = accepted.get_latest_revision()
    revision.content["offered_topics"] = []
    revision.save()
    fresh(topic).unpublish()

    revision.publish()

    assert facts(accepted) == [("手艺", "accepted", "", editor)]


def test_an_alias_is_not_offered_again(accepted, topic):
    alias = accepted.create_alias(parent=AnthologyPageFactory())
    book = AnthologyPage.objects.get(pk=accepted.anthology_id)
    beside = accepted.create_alias(parent=book, update_slug="bie-ming")

    accepted.save_revision().publish()

    assert [facts(page) for page in (alias, beside)] == [[], []]
    assert Submission.objects.count() == 1
