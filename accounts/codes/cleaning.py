"""Codes and counts that are too old to matter; each function returns how many went."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Sending, VerificationCode

COUNTED_FOR = timedelta(days=2)


def remove_old_codes() -> int:
    """Codes nobody can use any more."""
    old = VerificationCode.objects.filter(created_at__lt=timezone.now() - COUNTED_FOR)
    return old.delete()[0]


def remove_old_sendings() -> int:
    """What no cap looks at any more."""
    old = Sending.objects.filter(created_at__lt=timezone.now() - COUNTED_FOR)
    return old.delete()[0]
