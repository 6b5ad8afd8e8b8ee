"""What the clock and the worker do: publish, expire, index; one at a time."""

import json
import threading
from datetime import timedelta

import pytest
from celery import current_app

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wagtail.search.backends import get_search_backend

from articles.models import ArticlePage
from articles.tasks import (
    index_anthology_task,
    publish_scheduled_task,
    render_articles_task,
)
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from core.locks import only_one

pytestmark = pytest.mark.django_db

LOCK = "publish-scheduled"


def fresh(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def schedule(article, minutes: int) -> None:
    """Approve the article as it is for a time `minutes` from now."""
    article.go_live_at = timezone.now() + timedelta(minutes=minutes)
    article.save_revision(approved_go_live_at=article.go_live_at)


def test_the_clock_rings_every_minute_for_tasks_that_exist():
    current_app.loader.import_default_modules()
    schedule = settings.CELERY_BEAT_SCHEDULE
    tasks = {name: current_app.tasks[row["task"]] for name, row in schedule.items()}

    assert len(tasks) == len(schedule)
    assert schedule["publish-scheduled"]["schedule"] == 60.0
    assert tasks["publish-scheduled"] == publish_scheduled_task


def test_what_is_due_is_published_as_it_was_approved_and_the_rest_waits():
    due = ArticlePageFactory(live=False, markdown="旧稿")
    due.body = [("markdown", "定时的稿")]
    schedule(due, -1)
    later = ArticlePageFactory(live=False)
    schedule(later, 60)

    assert publish_scheduled_task() is True

    due, later = fresh(due), fresh(later)
    assert (due.live, due.rendering.text) == (True, "定时的稿")
    assert (later.live, later.approved_schedule) == (False, True)


def test_a_change_after_scheduling_is_not_published_with_it():
    article = ArticlePageFactory(live=False)
    article.body = [("markdown", "批准的")]
    schedule(article, -1)
    article.body = [("markdown", "批准以后改的")]
    article.save_revision()

    publish_scheduled_task()

    assert fresh(article).rendering.text == "批准的"
    assert (
        fresh(article).get_latest_revision_as_object().body[0].value == "批准以后改的"
    )


def test_what_is_over_is_unpublished_and_marked(client):
    over = ArticlePageFactory(expire_at=timezone.now() - timedelta(minutes=1))
    stays = ArticlePageFactory(expire_at=timezone.now() + timedelta(minutes=60))

    publish_scheduled_task()

    assert (fresh(over).live, fresh(over).expired) == (False, True)
    assert fresh(stays).live is True
    assert client.get(over.url).status_code == 404


def test_a_second_run_changes_nothing():
    article = ArticlePageFactory(live=False)
    schedule(article, -1)
    publish_scheduled_task()
    first = fresh(article)

    assert publish_scheduled_task() is True

    again = fresh(article)
    assert (again.last_published_at, again.revisions.count()) == (
        first.last_published_at,
        first.revisions.count(),
    )


def test_rendering_anew_leaves_drafts_alone():
    live, draft = ArticlePageFactory(), ArticlePageFactory(live=False)
    before = draft.rendering.rendered_at

    assert render_articles_task([live.pk, draft.pk, 0]) == 1

    assert fresh(draft).rendering.rendered_at == before


def test_an_anthology_that_is_sold_hides_its_texts_from_search(
    fresh_index, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        anthology = AnthologyPageFactory()
        article = ArticlePageFactory(parent=anthology, title="题", markdown="独特之词")
    assert found("独特之词") == [article.pk]

    with django_capture_on_commit_callbacks(execute=True):
        anthology.price = 900
        anthology.save_revision().publish()

    assert found("独特之词") == []


def test_indexing_an_anthology_that_is_gone_is_harmless():
    assert index_anthology_task(0) is None


def found(word: str) -> list[int]:
    backend = get_search_backend()
    # Elasticsearch shows what it was given a moment later, or when asked to.
    backend.get_index_for_model(ArticlePage).refresh()
    results = backend.search(word, ArticlePage.objects.live())
    return [page.pk for page in results]


# --- The lock -----------------------------------------------------------------------


def in_another_connection(work) -> list:
    """What `work()` gives in a thread of its own, with a connection of its own."""
    results: list = []

    def run() -> None:
        try:
            results.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    return results


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_run_while_another_is_at_it_does_nothing():
    article = ArticlePageFactory(live=False)
    schedule(article, -1)

    with only_one(LOCK) as mine:
        answers = in_another_connection(publish_scheduled_task)

    assert (mine, answers) == (True, [False])
    assert fresh(article).live is False
    assert in_another_connection(publish_scheduled_task) == [True]
    assert fresh(article).live is True


def test_messages_of_the_clock_are_plain_json():
    messages = [
        {name: value for name, value in entry.items() if name != "schedule"}
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
    ]

    assert json.loads(json.dumps(messages)) == messages
