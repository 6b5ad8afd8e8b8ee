"""What tests of several rooms ask."""

import re

from django.core.mail import EmailMessage
from django.test import Client

from accounts.codes.digits import digits_of
from accounts.models import VerificationCode


def digits() -> str:
    """Those of the code that was asked for last."""
    return digits_of(VerificationCode.objects.latest("pk"))


def link_in(message: EmailMessage) -> str:
    """The one address of ours in a mail, without the host."""
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/accounts/\S+)", str(message.body))
    return link


def signed_in(client: Client) -> dict[str, object] | None:
    """The person a page would show to this browser."""
    return client.get("/api/v1/me/state/").json()["user"]
