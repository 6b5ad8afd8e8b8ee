"""Codes and counts that are too old to matter."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import (
    Sending,
    ThrottleWindow,
    VerificationCode,
)

COUNTED_FOR = timedelta(days=2)


def forget_old_codes() -> int:
    """Codes nobody can use any more."""
    old = VerificationCode.objects.filter(created_at__lt=timezone.now() - COUNTED_FOR)
    return old.delete()[0]


def forget_old_counts() -> int:
    """What no cap and no limit looks at any more."""
    before = timezone.now() - COUNTED_FOR
    ThrottleWindow.objects.filter(updated_at__lt=before).delete()
    return Sending.objects.filter(created_at__lt=before).delete()[0]
