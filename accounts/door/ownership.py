"""That an account is changed by its owner, not by somebody who found it signed in."""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from accounts.door.exceptions import (
    PasswordMissingError,
    PasswordWrongError,
    SignInAgainError,
    SignInPausedError,
)
from accounts.limits.guessing import minutes_left
from accounts.models import Device, User

FRESH = timedelta(minutes=10)


def is_fresh_sign_in(user: User, device_id: int | None) -> bool:
    """Whether `user` signed in on this device less than 10 minutes ago."""
    if device_id is None:
        return False
    since = timezone.now() - FRESH
    devices = Device.objects.in_use().filter(user=user, pk=device_id)
    return devices.filter(created_at__gt=since).exists()


def require_owner(
    request: HttpRequest, *, user: User, device_id: int | None, password: str
) -> None:
    """Go on only where the password is known, or the sign-in is a moment old.

    A wrong password is refused in either case, and counts as at the door:
    PasswordWrongError, SignInPausedError after too many. Without one:
    PasswordMissingError, or SignInAgainError for an account that has none.
    """
    if password:
        _check_password(request, user, password)
    elif is_fresh_sign_in(user, device_id):
        return
    elif user.has_usable_password():
        raise PasswordMissingError
    else:
        raise SignInAgainError


def _check_password(request: HttpRequest, user: User, password: str) -> None:
    credentials = {"username": user.username}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise SignInPausedError(minutes=minutes_left(request, user.username))
    found = authenticate(request, password=password, **credentials)
    if found is None or found.pk != user.pk:
        raise PasswordWrongError
