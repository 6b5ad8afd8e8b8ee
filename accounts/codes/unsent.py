"""Codes that were not sent in time have failed, whoever looks first."""

import structlog

from django.db.models import QuerySet
from django.utils import timezone

from accounts.codes.digits import COOLDOWN
from accounts.models import VerificationCode

log = structlog.get_logger(__name__)
NOT_SENT = "code_not_sent"


def fail_unsent_codes(codes: QuerySet[VerificationCode]) -> int:
    """Mark those of `codes` as failed that are still unsent when the next may be asked for.

    Their owner looks at the page and hears of it, worker or not; how many there were.
    """
    late = codes.filter(
        state=VerificationCode.State.PENDING,
        created_at__lt=timezone.now() - COOLDOWN,
    )
    count = late.update(state=VerificationCode.State.FAILED, failure=NOT_SENT)
    if count:
        log.error("codes_not_sent", count=count)
    return count
