"""Rows that are too old to matter; each function returns how many it deleted."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import (
    Device,
    PendingSignUp,
    RefreshToken,
    Sending,
    SpentToken,
    ThrottleWindow,
    VerificationCode,
)

COUNTED_FOR = timedelta(days=2)
DEVICES_FOR = timedelta(days=90)


def forget_old_codes() -> int:
    """Codes nobody can use any more."""
    old = VerificationCode.objects.filter(created_at__lt=timezone.now() - COUNTED_FOR)
    return old.delete()[0]


def forget_old_counts() -> int:
    """What no cap and no limit looks at any more."""
    before = timezone.now() - COUNTED_FOR
    ThrottleWindow.objects.filter(updated_at__lt=before).delete()
    return Sending.objects.filter(created_at__lt=before).delete()[0]


def forget_pending() -> int:
    """Sign-ups whose link has expired; their names are free again."""
    return PendingSignUp.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def forget_spent_tokens() -> int:
    """Marks of things that would be refused for their age anyway."""
    return SpentToken.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def forget_old_devices() -> int:
    """Sign-ins not seen for 90 days, and tokens that expired as long ago."""
    before = timezone.now() - DEVICES_FOR
    RefreshToken.objects.filter(expires_at__lt=before).delete()
    return Device.objects.filter(last_seen_at__lt=before).delete()[0]
