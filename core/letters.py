"""A mail to a person: a subject, a few sentences, at most one thing to press."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from core.identity import site_name
from core.mail import send_now
from core.registry import Registry


@dataclass(frozen=True)
class Letter:
    """What a mail says, in the language that is active when it is made.

    `digits` are shown large, `button` is a label and an absolute address, and
    `note` stands small at the end.
    """

    subject: str
    sentences: Sequence[str]
    digits: str = ""
    button: tuple[str, str] | None = None
    note: str = ""


# How each mail looks, for the page developers see.
SAMPLES: Registry[str, Callable[[], Letter]] = Registry("letters")


def render_letter(letter: Letter, *, to: str) -> EmailMultiAlternatives:
    """The mail as text and HTML; both say the same."""
    context = {
        "letter": letter,
        "site_name": site_name(),
        "site_url": settings.SITE_URL,
        "language": translation.get_language(),
    }
    text = render_to_string("emails/letter.txt", context)
    html = render_to_string("emails/letter.html", context)
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()), body=text, to=[to]
    )
    message.attach_alternative(html, "text/html")
    return message


def send_letter(letter: Letter, *, to: str) -> None:
    """Queue the mail; it leaves after the commit."""
    render_letter(letter, to=to).send()


def send_letter_now(letter: Letter, *, to: str) -> None:
    """Send from within a task; raises OSError where the mail server refuses."""
    send_now(render_letter(letter, to=to))
