"""Changing and resetting passwords; either ends every other sign-in."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts.codes.budget import Asker, spend_on_letter
from accounts.codes.exceptions import (
    CodeExpiredError,
    LinkExpiredError,
    LinkInvalidError,
)
from accounts.codes.links import (
    fingerprint,
    is_fresh,
    make_ticket,
    read_ticket,
    way_on_of,
)
from accounts.codes.mailing import write_to
from accounts.codes.services import check_code, use_up
from accounts.devices.services import revoke_devices
from accounts.door.exceptions import PasswordWrongError
from accounts.door.letters import password_changed_letter, reset_letter
from accounts.door.ownership import require_owner
from accounts.identity.emails import email_key
from accounts.identity.password_rules import normalise_password
from accounts.models import Sending, User
from core.letters import Letter

RESET_AGE = timedelta(minutes=30)


def change_password(
    request: HttpRequest,
    *,
    user: User,
    current: str,
    password: str,
    device_id: int | None,
) -> None:
    """A new password for a person who knows the old one; this device stays signed in.

    The old one is asked for even a moment after signing in, and guesses at it count.
    An account that never had a password (social login) sets its first. Raises what
    `require_owner` does, or ValidationError for a weak new one.
    """
    if user.has_usable_password() and not current:
        raise PasswordWrongError
    require_owner(request, user=user, device_id=device_id, password=current)
    password = normalise_password(password)
    validate_password(password, user)
    with transaction.atomic():
        _set_password(user, password, keep=device_id)


def _set_password(user: User, password: str, keep: int | None = None) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    revoke_devices(user=user, keep=keep)
    write_to(user, lambda: password_changed_letter(user.display_name))


@transaction.atomic
def begin_reset_by_mail(*, email: str, asker: Asker, way_on: str = "") -> None:
    """Send a link if `email` belongs to an account, to the address kept there.

    The link keeps `way_on`, where the person was going.

    Says nothing either way: CodeTooSoonError and what `spend` raises come for an
    unknown address too.
    """
    spend_on_letter(kind=Sending.Kind.RESET, target=email, asker=asker)
    user = User.objects.filter(email_key=email_key(email), is_active=True).first()
    if user is not None:
        write_to(user, lambda: _reset_letter(user, way_on))


def _reset_letter(user: User, way_on: str) -> Letter:
    payload = {"id": user.pk, "mark": fingerprint(user)}
    ticket = make_ticket("reset", payload, way_on=way_on)
    address = reverse("accounts:reset_password", kwargs={"ticket": ticket})
    return reset_letter(user.display_name, settings.SITE_URL + address)


def user_of_reset(ticket: str) -> User:
    """Whose password the link may set.

    LinkExpiredError after 30 minutes, after its use, and after any other change of
    password, address or number; LinkInvalidError where it was tampered with.
    """
    payload = read_ticket("reset", ticket, max_age=RESET_AGE)
    user_id = payload.get("id")
    if not isinstance(user_id, int):
        raise LinkInvalidError
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not is_fresh(user, payload.get("mark")):
        raise LinkExpiredError
    return user


def way_on_from_reset(ticket: str) -> str:
    """Where the person was going who asked for the link, or nothing; link errors."""
    return way_on_of("reset", ticket, max_age=RESET_AGE)


def reset_by_link(*, ticket: str, password: str) -> User:
    """Set a password by a link; every device is signed out."""
    password = normalise_password(password)
    validate_password(password, user_of_reset(ticket))
    with transaction.atomic():
        found = User.objects.select_for_update().get(pk=user_of_reset(ticket).pk)
        payload = read_ticket("reset", ticket, max_age=RESET_AGE)
        if not is_fresh(found, payload.get("mark")):
            raise LinkExpiredError
        _set_password(found, password)
    return found


def reset_by_code(*, mobile: str, digits: str, password: str) -> User:
    """Set a password by a code; every device is signed out."""
    password = normalise_password(password)
    validate_password(password)
    code = check_code(purpose="reset", target=mobile, digits=digits)
    user = User.objects.filter(mobile=mobile, is_active=True).first()
    if user is None:
        raise CodeExpiredError
    validate_password(password, user)
    with transaction.atomic():
        use_up(code)
        _set_password(user, password)
    return user
