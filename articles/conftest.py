"""An author, a published book; an article offered to a topic with an editor."""

import pytest

from accounts.tests.factories import UserFactory
from articles.models import Submission
from articles.services import open_notebook
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from tests.indexes import fresh_index, made_indexes

__all__ = ["fresh_index", "made_indexes"]


@pytest.fixture
def author():
    """Somebody with a notebook to write in."""
    user = UserFactory(username="shen", nickname="沈砚秋")
    open_notebook(user=user)
    return user


@pytest.fixture
def book():
    author = AuthorPageFactory(title="沈砚秋")
    return AnthologyPageFactory(parent=author, title="器物小史", slug="qi-wu")


@pytest.fixture
def article():
    return ArticlePageFactory(title="造纸")


@pytest.fixture
def editor():
    return UserFactory(username="zhuanti")


@pytest.fixture
def topic(editor):
    topic = TopicPageFactory(title="手艺")
    topic.editors.add(editor)
    topic.save()
    return topic


@pytest.fixture
def pending(article, topic):
    return Submission.objects.create(
        article=article, topic=topic, submitted_by=article.owner
    )
