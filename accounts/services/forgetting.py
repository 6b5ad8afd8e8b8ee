"""Rows that are too old to matter; each function returns how many it deleted."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import (
    Device,
    PendingSignUp,
    RefreshToken,
)

DEVICES_FOR = timedelta(days=90)


def forget_pending() -> int:
    """Sign-ups whose link has expired; their names are free again."""
    return PendingSignUp.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def forget_old_devices() -> int:
    """Sign-ins not seen for 90 days, and tokens that expired as long ago."""
    before = timezone.now() - DEVICES_FOR
    RefreshToken.objects.filter(expires_at__lt=before).delete()
    return Device.objects.filter(last_seen_at__lt=before).delete()[0]
