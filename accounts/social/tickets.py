"""What an app holds in place of a session: signed, 15 minutes, used once."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.codes.exceptions import LinkExpiredError, LinkInvalidError
from accounts.codes.links import make_ticket, read_ticket
from accounts.limits.once import spend_once
from accounts.social.exceptions import SocialExpiredError, SocialStateError
from accounts.social.identity import Identity

LIFETIME = timedelta(minutes=15)


def make_state(provider: str, redirect_uri: str) -> str:
    """A state for this provider and address; under 128 characters, as WeChat wants."""
    payload = {"n": secrets.token_urlsafe(12), "r": _mark(redirect_uri)}
    return make_ticket(f"social-state-{provider}", payload)


def spend_state(provider: str, state: str, addresses: Iterable[str]) -> str:
    """Which of `addresses` the state was made for; works once.

    SocialStateError where it was made for another provider, tampered with, used
    before, or is older than 15 minutes.
    """
    try:
        payload = read_ticket(f"social-state-{provider}", state, max_age=LIFETIME)
    except (LinkInvalidError, LinkExpiredError) as refusal:
        raise SocialStateError from refusal
    mark = str(payload.get("r", ""))
    fitting = [each for each in addresses if constant_time_compare(_mark(each), mark)]
    if not fitting or not _is_first_use("social-state", state):
        raise SocialStateError
    return fitting[0]


def make_identity_ticket(identity: Identity) -> str:
    """Says for 15 minutes that its holder is known to the provider as `identity`."""
    payload = asdict(identity)
    return make_ticket(f"social-identity-{payload.pop('provider')}", payload)


def identity_in(provider: str, ticket: str) -> Identity:
    """The identity a ticket speaks of; SocialStateError or SocialExpiredError."""
    try:
        payload = read_ticket(f"social-identity-{provider}", ticket, max_age=LIFETIME)
    except LinkExpiredError as refusal:
        raise SocialExpiredError from refusal
    except LinkInvalidError as refusal:
        raise SocialStateError from refusal
    return Identity(provider=provider, **payload)


def spend_identity_ticket(ticket: str) -> None:
    """Use it up, in the caller's transaction; SocialStateError the second time."""
    if not _is_first_use("social-identity", ticket):
        raise SocialStateError


def _mark(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _is_first_use(kind: str, value: str) -> bool:
    return spend_once(kind, value, timezone.now() + LIFETIME)
