"""Things that work once: links, proofs of work, sign-in tickets."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import SpentToken


def spend_once(kind: str, value: str, expires_at: datetime) -> bool:
    """Whether `value` is used for the first time; false ever after.

    Exact under parallel calls: the primary key decides. `expires_at` says when
    the value would be refused for its age anyway and may be forgotten.
    """
    digest = hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()
    try:
        with transaction.atomic():
            SpentToken.objects.create(digest=digest, expires_at=expires_at)
    except IntegrityError:
        return False
    return True


def remove_spent_tokens() -> int:
    """Marks of things that would be refused for their age anyway."""
    return SpentToken.objects.filter(expires_at__lt=timezone.now()).delete()[0]
