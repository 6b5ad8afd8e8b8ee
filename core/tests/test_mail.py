"""Mail is queued as a task after the commit and sent by the delivery backend."""

import pytest

from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from core.mail import deliver_mail
from core.models import WaitingTask
from core.tasks import announce_waiting_task
from core.tests.broker import broker_down

pytestmark = pytest.mark.django_db

QUEUED = "core.mail.QueuedEmailBackend"


@pytest.fixture(autouse=True)
def queue(settings):
    settings.EMAIL_BACKEND = QUEUED
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_nothing_is_sent_before_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send_mail("题目", "正文", "a@renran.cn", ["b@example.com"]) == 1
        assert mail.outbox == []

    [message] = mail.outbox
    assert (message.subject, message.body) == ("题目", "正文")
    assert (message.from_email, message.to) == ("a@renran.cn", ["b@example.com"])


def test_nothing_is_sent_by_a_transaction_that_failed(
    django_capture_on_commit_callbacks,
):
    def fail() -> None:
        with transaction.atomic():
            send_mail("题目", "正文", None, ["b@example.com"])
            raise KeyError("halt")

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(KeyError, match="halt"),
    ):
        fail()

    assert mail.outbox == []


def test_html_addresses_and_headers_arrive(django_capture_on_commit_callbacks):
    message = EmailMultiAlternatives(
        "题目",
        "正文",
        to=["b@example.com"],
        cc=["c@example.com"],
        bcc=["d@example.com"],
        reply_to=["e@example.com"],
        headers={"X-Kind": "review"},
    )
    message.attach_alternative("<p>正文</p>", "text/html")

    with django_capture_on_commit_callbacks(execute=True):
        message.send()

    [sent] = mail.outbox
    assert (sent.cc, sent.bcc, sent.reply_to) == (
        ["c@example.com"],
        ["d@example.com"],
        ["e@example.com"],
    )
    assert sent.extra_headers == {"X-Kind": "review"}
    assert [(a.content, a.mimetype) for a in sent.alternatives] == [
        ("<p>正文</p>", "text/html")
    ]


def test_an_attachment_is_refused_loudly():
    message = EmailMessage("题目", "正文", to=["b@example.com"])
    message.attach("a.txt", "文", "text/plain")

    with pytest.raises(ValueError, match="attachments"):
        message.send()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_without_a_broker_a_mail_waits_for_one():
    with broker_down(), transaction.atomic():
        send_mail("题目", "正文", None, ["b@example.com"])

    assert mail.outbox == []
    [waiting] = WaitingTask.objects.all()
    assert (waiting.task, waiting.args[0]["subject"]) == (deliver_mail.name, "题目")

    announce_waiting_task()

    assert [(sent.subject, sent.body) for sent in mail.outbox] == [("题目", "正文")]
    assert not WaitingTask.objects.exists()
