"""A topic's feed says that it changed when a text is taken in or out."""

from datetime import timedelta

import pytest

from django.test import Client
from django.utils import timezone

from articles.models import Submission
from articles.tests.factories import ArticlePageFactory, TopicPageFactory

pytestmark = pytest.mark.django_db


def test_an_older_text_taken_into_a_topic_is_news():
    topic = TopicPageFactory()
    now = timezone.now()
    new, old = (
        ArticlePageFactory(
            first_published_at=now - timedelta(days=days),
            last_published_at=now - timedelta(days=days),
        )
        for days in (1, 9)
    )
    Submission.objects.create(article=new, topic=topic, state="accepted")
    reader, address = Client(), f"{topic.url}feed.json"
    first = reader.get(address)
    Submission.objects.create(
        article=old, topic=topic, state="accepted", decided_at=timezone.now()
    )

    second = reader.get(address, headers={"if-modified-since": first["Last-Modified"]})

    assert second.status_code == 200
