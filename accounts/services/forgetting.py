"""Rows that are too old to matter; each function returns how many it deleted."""

from django.utils import timezone

from accounts.models import (
    PendingSignUp,
)


def forget_pending() -> int:
    """Sign-ups whose link has expired; their names are free again."""
    return PendingSignUp.objects.filter(expires_at__lte=timezone.now()).delete()[0]
