"""Links in mails: signed, with an age, and a payload of a few words."""

from datetime import timedelta
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.codes.exceptions import LinkExpiredError, LinkInvalidError
from accounts.models import User

LONGEST = 2000
WAY_ON = "next"


def _serializer(kind: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        settings.SECRET_KEY, salt=f"renran.accounts.links.{kind}"
    )


def make_ticket(kind: str, payload: dict[str, Any], *, way_on: str = "") -> str:
    """A signed ticket of this kind, safe in an address.

    `way_on` is where its holder was going, an address of ours; one too long for a
    ticket is left out.
    """
    if way_on:
        ticket = make_ticket(kind, {**payload, WAY_ON: way_on})
        return ticket if len(ticket) <= LONGEST else make_ticket(kind, payload)
    ticket = _serializer(kind).dumps(payload)
    return ticket if isinstance(ticket, str) else ticket.decode()


def way_on_of(kind: str, ticket: str, *, max_age: timedelta) -> str:
    """Where the holder of a ticket was going, or nothing; raises as `read_ticket`."""
    return str(read_ticket(kind, ticket, max_age=max_age).get(WAY_ON, ""))


def read_ticket(kind: str, ticket: str, *, max_age: timedelta) -> dict[str, Any]:
    """The payload; raises LinkExpiredError or LinkInvalidError.

    A ticket of another kind or tampered with is invalid, and so is one from further
    in the future than the clocks of two servers may differ.
    """
    if len(ticket) > LONGEST:
        raise LinkInvalidError
    try:
        payload, made_at = _serializer(kind).loads(ticket, return_timestamp=True)
    except BadData as bad:
        raise LinkInvalidError from bad
    age = timezone.now() - made_at
    if not isinstance(payload, dict) or age < -settings.CLOCK_SKEW:
        raise LinkInvalidError
    if age > max_age:
        raise LinkExpiredError
    return payload


def fingerprint(user: User) -> str:
    """Changes with the password, the mail address and the number of `user`."""
    value = f"{user.pk}:{user.password}:{user.email}:{user.mobile}"
    return salted_hmac("renran.accounts.fingerprint", value).hexdigest()[:20]


def is_fresh(user: User, mark: object) -> bool:
    """Whether nothing `fingerprint` looks at has changed since the ticket."""
    return isinstance(mark, str) and constant_time_compare(fingerprint(user), mark)
