"""After a review the desk says what was decided, in the editor and at the queue."""

import json

import pytest

from django.test import Client
from django.urls import reverse

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin.tests.test_workflow import post_data, signed_in, write_article
from articles.models import ArticlePage

pytestmark = pytest.mark.django_db

APPROVED = "《修书》已通过审核。"
SENT_BACK = "《修书》已退回修改。"
LOOK_AGAIN = "这一步已通过，《修书》还在等审核。"


@pytest.fixture
def editor():
    return UserFactory(groups=[roles.EDITORS])


@pytest.fixture
def submitted(author) -> ArticlePage:
    return write_article(author, "修书", "旧书。", **{"action-submit": "1"})


def told(client: Client) -> list[str]:
    answer = client.get(reverse("wagtailadmin_home"))
    return [
        str(message).split("<")[0].strip() for message in answer.context["messages"]
    ]


def decide_in_the_editor(client: Client, page: ArticlePage, action: str) -> None:
    decision = {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": "写得好。"}),
    }
    data = post_data("修书", "旧书。", slug="xiu-shu") | decision
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def decide_at_the_queue(client: Client, page: ArticlePage, action: str, **data: str):
    task = ArticlePage.objects.get(pk=page.pk).current_workflow_task_state
    name = "wagtailadmin_pages:workflow_action"
    client.post(reverse(name, args=[page.pk, action, task.pk]), data)


@pytest.mark.parametrize(
    ("action", "words"), [("approve", APPROVED), ("reject", SENT_BACK)]
)
def test_the_editor_says_what_was_decided(submitted, editor, action, words):
    client = signed_in(editor)

    decide_in_the_editor(client, submitted, action)

    assert told(client) == [words]


@pytest.mark.parametrize(
    ("action", "words"), [("approve", APPROVED), ("reject", SENT_BACK)]
)
def test_the_queue_says_what_was_decided(submitted, editor, action, words):
    client = signed_in(editor)

    decide_at_the_queue(client, submitted, action, comment="写得好。")

    assert told(client) == [words]


def test_where_a_newer_version_waits_it_says_so(submitted, editor):
    client, other = signed_in(editor), UserFactory(groups=[roles.EDITORS])
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    signed_in(other).post(edit, post_data("修书", "新书。", slug="xiu-shu"))

    decide_at_the_queue(client, submitted, "approve")

    assert told(client) == [LOOK_AGAIN]


def test_what_was_not_decided_is_not_told(submitted, editor):
    client = signed_in(editor)

    decide_at_the_queue(client, submitted, "reject", comment="")

    assert told(client) == []


def test_a_save_is_told_as_a_save(submitted, editor):
    client = signed_in(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])

    client.post(edit, post_data("修书", "新书。", slug="xiu-shu"))

    [message] = told(client)
    assert "修书" in message
    assert "审核" not in message
