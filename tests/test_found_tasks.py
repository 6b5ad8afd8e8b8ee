"""Tasks: what is never found again, and who keeps the worker from everybody else."""

from datetime import timedelta

import pytest
from celery import current_app

from django.core import mail
from django.utils import timezone

from articles.models import MarkdownImport
from articles.tests.factories import AnthologyPageFactory, AuthorPageFactory
from articles.transfer.runs import _claim
from core.announcing import AT_ONCE, announce_due
from core.models import WaitingTask

pytestmark = pytest.mark.django_db
NOTHING = ["core.tasks.no_such_module", [], {}]


def waiting(task: str, args: list, *, is_announced: bool) -> WaitingTask:
    return WaitingTask(
        task=task,
        args=args,
        kwargs={},
        digest=f"{task}{args}"[:64],
        due_at=timezone.now() - timedelta(minutes=1),
        is_announced=is_announced,
    )


@pytest.fixture
def busy_queue():
    """A message waits in the queue of all that is not urgent, as after an import."""
    with current_app.connection_for_write() as connection:
        queue = connection.SimpleQueue("celery")
        queue.put({"something": "else"})
        yield
        queue.clear()
        queue.close()


@pytest.mark.parametrize("before", [0, AT_ONCE])
def test_a_letter_does_not_wait_behind_a_long_queue_of_others(busy_queue, before):
    """core/announcing.py `announce_due`: the first 1,000 due rows are looked at each
    time, and those that are on their way stay the first 1,000. A letter the mail server
    refused once is not tried again before the backlog is gone."""
    WaitingTask.objects.bulk_create(
        waiting("core.tasks.run_task", [number, *NOTHING[1:]], is_announced=True)
        for number in range(before)
    )
    fields = {
        "subject": "重置密码",
        "body": "链接",
        "from_email": "renran@localhost",
        "to": ["a@example.com"],
    }
    waiting("core.mail.deliver_mail", [fields, None], is_announced=False).save()

    announce_due()

    assert [letter.subject for letter in mail.outbox] == ["重置密码"]


def test_a_lost_task_is_found_while_others_keep_the_queue_busy(busy_queue):
    """`_is_on_its_way`: as long as any message stands in the queue, no row that was once
    announced is announced again, however long ago that was."""
    path = "wagtail.search.index.get_indexed_models"
    waiting("core.tasks.run_task", [path, [], {}], is_announced=True).save()
    WaitingTask.objects.update(due_at=timezone.now() - timedelta(hours=5))
    before = WaitingTask.objects.get().due_at

    announce_due()

    left = WaitingTask.objects.first()
    assert left is None or left.due_at > before


def test_one_author_keeps_no_more_than_one_worker_busy():
    """articles/transfer/runs.py `_claim`: one import at a time for each anthology, and
    an author makes as many of those as they like. Each takes a child of the worker for
    up to an hour; codes and letters wait for the same children."""
    author = AuthorPageFactory()
    rows = [
        MarkdownImport.objects.create(
            user=author.user,
            anthology=AnthologyPageFactory(parent=author),
            file_name=f"{number}.zip",
        )
        for number in range(3)
    ]

    taken = [_claim(row.pk) is not None for row in rows]

    assert taken == [True, False, False]
