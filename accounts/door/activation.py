"""Signing up by mail: a link makes the account, nothing stands before it is opened."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.codes.budget import Asker, spend_on_letter
from accounts.codes.exceptions import LinkExpiredError
from accounts.codes.links import make_ticket, read_ticket, way_on_of
from accounts.codes.mailing import write_to
from accounts.door.consents import require_consent
from accounts.door.exceptions import ActivationPasswordError, UsernameTakenError
from accounts.door.letters import activation_letter, already_registered_letter
from accounts.door.sign_up import Newcomer, create_user
from accounts.identity.emails import email_key
from accounts.identity.password_rules import normalise_password
from accounts.identity.usernames import username_key
from accounts.models import (
    PendingSignUp,
    Sending,
    User,
)
from core.letters import send_letter

ACTIVATION_AGE = timedelta(hours=24)


@transaction.atomic
def begin_sign_up_by_mail(
    *, newcomer: Newcomer, email: str, accepts: bool, asker: Asker, way_on: str = ""
) -> None:
    """Send a link to `email` that makes the account; nothing is made until then.

    The link keeps `way_on`, where the person was going.

    The same whether or not the address has an account: its owner reads it in the
    mail, nobody else hears it. Two sign-ups with one address stand side by side,
    each with its own name, password and link, until one is opened.
    UsernameTakenError where the name is in use, ConsentMissingError,
    CodeTooSoonError and what `spend` raises.
    """
    versions = require_consent(accepts)
    # From here on one at a time: the budget's turn keeps names apart too.
    spend_on_letter(kind=Sending.Kind.ACTIVATION, target=email, asker=asker)
    remove_expired_sign_ups()
    _require_free(newcomer.username, email)
    owner = User.objects.filter(email_key=email_key(email)).first()
    if owner is not None:
        write_to(
            owner,
            lambda: already_registered_letter(owner.display_name, _address("login")),
        )
        return
    pending = PendingSignUp.objects.create(
        username=newcomer.username,
        username_key=username_key(newcomer.username),
        email=email,
        email_key=email_key(email),
        password=make_password(newcomer.password),
        consents=versions,
        visitor=asker.visitor,
        expires_at=timezone.now() + ACTIVATION_AGE,
    )
    payload = {"id": pending.pk, "email": email}
    ticket = make_ticket("activation", payload, way_on=way_on)
    letter = activation_letter(newcomer.username, _address("activate", ticket=ticket))
    send_letter(letter, to=email)


def _require_free(username: str, email: str) -> None:
    """Names wait for their links, but whoever signs up again may keep theirs."""
    key = username_key(username)
    waiting = PendingSignUp.objects.filter(username_key=key)
    is_waiting = waiting.exclude(email_key=email_key(email)).exists()
    if is_waiting or User.objects.filter(username_key=key).exists():
        raise UsernameTakenError


def pending_of(ticket: str, *, is_locked: bool = False) -> PendingSignUp:
    """The sign-up a link speaks of; locked until the end of the transaction if asked.

    LinkExpiredError where it is too old or was used, LinkInvalidError where it was
    tampered with.
    """
    payload = read_ticket("activation", ticket, max_age=ACTIVATION_AGE)
    waiting = PendingSignUp.objects.filter(
        pk=int(payload.get("id", 0)), email=str(payload.get("email"))
    )
    pending = (waiting.select_for_update() if is_locked else waiting).first()
    if pending is None:
        raise LinkExpiredError
    return pending


def way_on_from(ticket: str) -> str:
    """Where the person was going who signed up, or nothing; link errors as above."""
    return way_on_of("activation", ticket, max_age=ACTIVATION_AGE)


def is_same_browser(pending: PendingSignUp, visitor: str) -> bool:
    """Whether the browser that opens the link is the one that signed up."""
    return bool(visitor) and constant_time_compare(pending.visitor, visitor)


@transaction.atomic
def activate(ticket: str, *, visitor: str = "", password: str = "") -> User:
    """Make the account a link in a mail speaks of; the link works once.

    The owner of the address may not have signed up with it, so the link alone makes
    no account whose password a stranger knows: it takes the browser that signed up,
    or the password chosen there, else ActivationPasswordError. Also what
    `pending_of` raises, UsernameTakenError, and SignUpClosedError where the address
    got an account meanwhile.
    """
    pending = pending_of(ticket, is_locked=True)
    if not is_same_browser(pending, visitor) and not check_password(
        normalise_password(password), pending.password
    ):
        raise ActivationPasswordError(is_missing=not password)
    newcomer = Newcomer(username=pending.username, password=pending.password)
    user = create_user(
        newcomer, target=pending.email, versions=pending.consents, is_hashed=True
    )
    PendingSignUp.objects.filter(email_key=pending.email_key).delete()
    return user


def _address(name: str, **kwargs: str) -> str:
    return settings.SITE_URL + reverse(f"accounts:{name}", kwargs=kwargs or None)


def remove_expired_sign_ups() -> int:
    """Sign-ups whose link has expired; their names are free again."""
    return PendingSignUp.objects.filter(expires_at__lte=timezone.now()).delete()[0]
