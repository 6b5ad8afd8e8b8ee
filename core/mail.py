"""Mail leaves after the commit, from a task: nobody waits for a mail server."""

from collections.abc import Sequence
from typing import Any

from celery import shared_task

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend


@shared_task(name="core.mail.deliver_mail")
def deliver_mail(fields: dict[str, Any], html: str | None) -> None:
    """Send one message through `MAIL_DELIVERY_BACKEND`.

    Where the mail server does not take it, it is tried again for half a day.
    """
    message = EmailMultiAlternatives(**fields)
    if html is not None:
        message.attach_alternative(html, "text/html")
    send_now(message)


def send_now(message: EmailMessage) -> None:
    """Send from within a task; raises OSError where the mail server does not take it."""
    message.connection = get_connection(settings.MAIL_DELIVERY_BACKEND)
    message.send()


def _html_part(message: EmailMessage) -> str | None:
    for alternative in getattr(message, "alternatives", []):
        if alternative.mimetype == "text/html":
            return str(alternative.content)
    return None


class QueuedEmailBackend(BaseEmailBackend):
    """Queues text and HTML messages as tasks; attachments are not supported."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("queued mail carries no attachments")
            fields = {
                "subject": str(message.subject),
                "body": str(message.body),
                "from_email": message.from_email,
                "to": message.to,
                "cc": message.cc,
                "bcc": message.bcc,
                "reply_to": message.reply_to,
                "headers": {k: str(v) for k, v in message.extra_headers.items()},
            }
            html = _html_part(message)
            deliver_mail.delay_on_commit(fields, html)
        return len(email_messages)
