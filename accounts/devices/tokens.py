"""Tokens of apps: a short signed one, and a long opaque one that works once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from rest_framework_simplejwt.tokens import AccessToken

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.current import DEVICE_CLAIM
from accounts.devices.exceptions import (
    TokenInUseError,
    TokenInvalidError,
    TokenReusedError,
)
from accounts.devices.services import register_device
from accounts.models import Device, RefreshToken, User

ACCESS_LIFETIME = timedelta(minutes=15)
REFRESH_LIFETIME = timedelta(days=30)
LONGEST = 200


@dataclass(frozen=True)
class TokenPair:
    """`expires_in` is the age of `access` in seconds."""

    access: str
    refresh: str
    expires_in: int = int(ACCESS_LIFETIME.total_seconds())


def issue_tokens(*, user: User, request: HttpRequest) -> TokenPair:
    """A new device of `user` and its first tokens."""
    with transaction.atomic():
        device = register_device(user=user, kind=Device.Kind.APP, request=request)
        return _issue(device)


def refresh_tokens(*, refresh: str, asked_at: datetime) -> TokenPair:
    """The next pair for an unused token.

    Exactly one of several parallel calls gets it. The others, which asked before it
    was used (`asked_at`, when the request came in; by the clock of another server,
    it may be), get TokenInUseError and nothing else happens. A token that comes back later has been copied: its device is
    revoked (RFC 9700, 4.14.2) and TokenReusedError raised. TokenInvalidError for
    everything that is no token, too old, or of a device or person no longer let in.
    """
    outcome: TokenPair | Exception
    with transaction.atomic():
        token = _locked(refresh)
        if token.used_at is not None:
            outcome = _again(token, asked_at)
        elif not _is_let_in(token):
            outcome = TokenInvalidError()
        else:
            outcome = _issue(token.device)
            # Last, so that whoever waited for the lock asked before this.
            token.used_at = timezone.now()
            token.save(update_fields=["used_at"])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _locked(refresh: str) -> RefreshToken:
    tokens = RefreshToken.objects.select_for_update(of=("self",))
    token = tokens.filter(digest=_digest(refresh)).select_related("device__user")
    found = token.first()
    if found is None:
        raise TokenInvalidError
    return found


def _again(token: RefreshToken, asked_at: datetime) -> Exception:
    if token.used_at is not None and asked_at <= token.used_at + settings.CLOCK_SKEW:
        return TokenInUseError()
    Device.objects.filter(pk=token.device_id).revoke()
    return TokenReusedError()


def _is_let_in(token: RefreshToken) -> bool:
    device = token.device
    is_signed_in = device.revoked_at is None and device.user.is_active
    return is_signed_in and token.expires_at > timezone.now()


def _issue(device: Device) -> TokenPair:
    access = AccessToken()
    access["sub"] = str(device.user_id)
    access[DEVICE_CLAIM] = device.pk
    refresh = secrets.token_urlsafe(32)
    RefreshToken.objects.create(
        device=device,
        digest=_digest(refresh),
        expires_at=timezone.now() + REFRESH_LIFETIME,
    )
    Device.objects.filter(pk=device.pk).update(last_seen_at=timezone.now())
    return TokenPair(access=str(access), refresh=refresh)


def _digest(refresh: str) -> str:
    if len(refresh) > LONGEST:
        raise TokenInvalidError
    return hashlib.sha256(refresh.encode(errors="replace")).hexdigest()
