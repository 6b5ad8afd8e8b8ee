"""Codes by SMS and mail: asked for, sent once, used once."""

from math import ceil

import structlog

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from accounts.codes.budget import Asker, spend
from accounts.codes.digits import (
    COOLDOWN,
    LIFETIME,
    MAX_WRONG_TRIES,
    matches,
    new_nonce,
)
from accounts.codes.exceptions import (
    CodeBurnedError,
    CodeExpiredError,
    CodeTooSoonError,
    CodeWrongError,
)
from accounts.codes.tasks import send_code_task
from accounts.identity.identifiers import target_key
from accounts.models import Sending, User, VerificationCode
from core.locks import take_turn
from core.masking import mask_text

log = structlog.get_logger(__name__)


def is_mail(target: str) -> bool:
    return "@" in target


@transaction.atomic
def request_code(
    *, purpose: str, target: str, asker: Asker, is_decoy: bool = False
) -> VerificationCode:
    """Note a new code for `target` and send it after the commit.

    `target` is an E.164 number or an e-mail address; where an account has it, the
    code goes to the address as it is kept there, whatever spelling was typed. A
    decoy counts like any other code and is never sent. Raises CodeTooSoonError
    within 60 s of the last one, and what `spend` does.
    """
    take_turn("accounts.budget")
    key = target_key(target)
    _check_pause(key)
    is_paid = not is_mail(target) and not is_decoy
    spend(kind=Sending.Kind.CODE, target=target, asker=asker, costs_money=is_paid)
    code = VerificationCode.objects.create(
        purpose=purpose,
        target=kept_address(target),
        target_key=key,
        nonce=new_nonce(),
        is_decoy=is_decoy,
        visitor=asker.visitor,
        expires_at=timezone.now() + LIFETIME,
    )
    send_code_task.delay_on_commit(code.pk, get_language() or settings.LANGUAGE_CODE)
    return code


def kept_address(target: str) -> str:
    """`target` as its account keeps it; as it is where there is none."""
    if not is_mail(target):
        return target
    owner = User.objects.by_account(target)
    return owner.email if owner is not None else target


def _check_pause(key: str) -> None:
    sent = VerificationCode.objects.exclude(state=VerificationCode.State.FAILED)
    last = sent.filter(target_key=key).order_by("-created_at").first()
    if last is None:
        return
    wait = (last.created_at + COOLDOWN - timezone.now()).total_seconds()
    if wait > 0:
        raise CodeTooSoonError(wait=ceil(wait))


def check_code(*, purpose: str, target: str, digits: str) -> VerificationCode:
    """The code these digits belong to; a wrong try is counted, whatever follows.

    Call it outside of the transaction that uses the code up. Raises CodeWrongError,
    CodeExpiredError, or CodeBurnedError at the fifth wrong try and ever after.
    """
    code = (
        VerificationCode.objects.filter(purpose=purpose, target_key=target_key(target))
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


def owner_of_proved(code: VerificationCode) -> User | None:
    """Whose account it is that a checked code has proved to own.

    CodeExpiredError where the code went to another spelling of the address than
    the account keeps: somebody made the account in between.
    """
    owner = User.objects.by_account(code.target)
    if owner is not None and code.target not in (owner.mobile, owner.email):
        raise CodeExpiredError
    return owner


def request_reset_code(*, mobile: str, asker: Asker) -> VerificationCode:
    """A code for the account of `mobile`; a decoy where there is none."""
    is_known = User.objects.filter(mobile=mobile, is_active=True).exists()
    return request_code(
        purpose="reset", target=mobile, asker=asker, is_decoy=not is_known
    )
