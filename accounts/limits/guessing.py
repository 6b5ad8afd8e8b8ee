"""How often somebody guessed at a password lately, and what that leads to."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil

from axes.models import AccessAttempt

from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.identity.identifiers import identify
from accounts.limits.visitors import client_network
from accounts.models import User

# Wrong passwords before a proof of being human is asked for.
TRIES_OF_PAIR, TRIES_OF_ACCOUNT, TRIES_OF_ADDRESS = 3, 15, 15


def axes_username(request: HttpRequest, credentials: Mapping[str, str]) -> str:
    """The name failures are counted under: one for all ways to name an account.

    Nothing typed is kept: it might be a number, or a password in the wrong box.
    """
    account = (credentials or {}).get("username") or ""
    known = getattr(request, "_axes_names", None)
    if known is None:
        known = request._axes_names = {}  # type: ignore[attr-defined]
    if account not in known:
        user = User.objects.by_account(account)
        known[account] = (
            f"user:{user.pk}"
            if user
            else salted_hmac("renran.accounts.axes", identify(account).key).hexdigest()
        )
    return known[account]


def needs_human(request: HttpRequest, account: str) -> bool:
    """Whether so much went wrong lately that a proof of being human is due."""
    since = timezone.now() - timedelta(minutes=settings.SIGN_IN_PAUSE_MINUTES)
    name = axes_username(request, {"username": account})
    address = client_network(request)
    recent = AccessAttempt.objects.filter(attempt_time__gte=since)
    sums = recent.aggregate(
        pair=Sum("failures_since_start", filter=Q(username=name, ip_address=address)),
        account=Sum("failures_since_start", filter=Q(username=name)),
        address=Sum("failures_since_start", filter=Q(ip_address=address)),
    )
    return (
        (sums["pair"] or 0) >= TRIES_OF_PAIR
        or (sums["account"] or 0) >= TRIES_OF_ACCOUNT
        or (sums["address"] or 0) >= TRIES_OF_ADDRESS
    )


def minutes_left(request: HttpRequest, account: str) -> int:
    """How long the pause of this account at this address still lasts."""
    name = axes_username(request, {"username": account})
    last = (
        AccessAttempt.objects.filter(
            username=name, ip_address=client_network(request) or ""
        )
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    pause = timedelta(minutes=settings.SIGN_IN_PAUSE_MINUTES)
    left = (last or timezone.now()) + pause - timezone.now()
    return max(1, ceil(left.total_seconds() / 60))


def keep_answer(
    request: HttpRequest, answer: HttpResponse, credentials: Mapping[str, str] | None
) -> HttpResponse:
    """What django-axes says of a pause: our own page or refusal says it already."""
    return answer
