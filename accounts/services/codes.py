"""Codes by SMS and mail: asked for, sent once, used once."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

import structlog

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from accounts.codes import COOLDOWN, LIFETIME, MAX_WRONG_TRIES, matches, new_nonce
from accounts.exceptions import (
    CodeBudgetError,
    CodeBurnedError,
    CodeExpiredError,
    CodeLimitError,
    CodeTooSoonError,
    CodeWrongError,
)
from accounts.models import VerificationCode
from accounts.tasks import send_code_task
from core.locks import take_turn
from core.masking import mask_text

log = structlog.get_logger(__name__)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ALARM_SHARE = 0.8


@dataclass(frozen=True)
class Asker:
    """Where a request comes from: IP address, and the browser's mark if it has one."""

    address: str | None
    visitor: str = ""


def is_mail(target: str) -> bool:
    return "@" in target


@transaction.atomic
def request_code(
    *, purpose: str, target: str, asker: Asker, is_decoy: bool = False
) -> VerificationCode:
    """Note a new code for `target` and send it after the commit.

    `target` is an E.164 number or an e-mail address. A decoy counts like any other
    code and is never sent. Raises CodeTooSoonError within 60 s of the last one,
    CodeLimitError over the caps, CodeBudgetError over the site's own.
    """
    # One at a time, so that every cap is exact; the rows are few and short.
    take_turn("accounts.request_code")
    _check_limits(target, asker)
    code = VerificationCode.objects.create(
        purpose=purpose,
        target=target,
        nonce=new_nonce(),
        is_decoy=is_decoy,
        address=asker.address,
        visitor=asker.visitor,
        expires_at=timezone.now() + LIFETIME,
    )
    send_code_task.delay_on_commit(code.pk, get_language() or settings.LANGUAGE_CODE)
    return code


def _check_limits(target: str, asker: Asker) -> None:
    now = timezone.now()
    sent = VerificationCode.objects.exclude(state=VerificationCode.State.FAILED)
    last = sent.filter(target=target).order_by("-created_at").first()
    if last is not None and now - last.created_at < COOLDOWN:
        wait = (last.created_at + COOLDOWN - now).total_seconds()
        raise CodeTooSoonError(wait=ceil(wait))
    # Failed ones count here: a number that fails again and again stops too.
    recent = VerificationCode.objects.filter(created_at__gt=now - DAY)
    caps = settings.CODE_CAPS
    if recent.filter(target=target).count() >= caps["target_day"]:
        raise CodeLimitError
    of_visitor = recent.filter(visitor=asker.visitor)
    if asker.visitor and of_visitor.count() >= caps["visitor_day"]:
        raise CodeLimitError
    if asker.address:
        here = recent.filter(address=asker.address)
        in_hour = here.filter(created_at__gt=now - HOUR).count()
        if in_hour >= caps["address_hour"] or here.count() >= caps["address_day"]:
            raise CodeLimitError
    _check_budget(recent, is_mail(target))


def _check_budget(recent: QuerySet[VerificationCode], by_mail: bool) -> None:
    """Text messages cost money: the site has a budget for a day, and says when it goes."""
    if by_mail:
        return
    budget = settings.CODE_CAPS["site_day"]
    count = recent.exclude(target__contains="@").filter(is_decoy=False).count()
    if count >= budget:
        log.error("sms_budget_spent", budget=budget)
        raise CodeBudgetError
    if count + 1 == ceil(budget * ALARM_SHARE):
        log.error("sms_budget_running_out", sent=count + 1, budget=budget)


def check_code(*, purpose: str, target: str, digits: str) -> VerificationCode:
    """The code these digits belong to; a wrong try is counted, whatever follows.

    Call it outside of the transaction that uses the code up. Raises CodeWrongError,
    CodeExpiredError, or CodeBurnedError at the fifth wrong try and ever after.
    """
    code = (
        VerificationCode.objects.filter(purpose=purpose, target=target)
        .order_by("-created_at", "-pk")
        .first()
    )
    if code is None or code.used_at or code.expires_at <= timezone.now():
        raise CodeExpiredError
    # The try is taken before the look: guesses side by side get no more of them.
    tries = VerificationCode.objects.filter(pk=code.pk)
    if not tries.filter(wrong_tries__lt=MAX_WRONG_TRIES).update(
        wrong_tries=F("wrong_tries") + 1
    ):
        raise CodeBurnedError
    if matches(code, digits) and not code.is_decoy:
        tries.update(wrong_tries=F("wrong_tries") - 1)
        return code
    log.info("code_wrong", purpose=purpose, target=mask_text(target))
    if tries.filter(wrong_tries__gte=MAX_WRONG_TRIES).exists():
        raise CodeBurnedError
    raise CodeWrongError


def use_up(code: VerificationCode) -> None:
    """Mark a checked code as used, in the caller's transaction; only one call can.

    Raises CodeExpiredError for all others.
    """
    used = VerificationCode.objects.filter(
        pk=code.pk,
        used_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).update(used_at=timezone.now())
    if not used:
        raise CodeExpiredError
