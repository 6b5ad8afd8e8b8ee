"""When a person has to prove to be one before a code is sent."""

from datetime import timedelta

from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.services import is_mail, request_code, request_reset_code
from accounts.human import HumanProof, verify_human
from accounts.identity.identifiers import target_key
from accounts.models import VerificationCode

PROVED_FOR = timedelta(minutes=30)


def send_code(
    *, purpose: str, target: str, asker: Asker, proof: HumanProof | None
) -> VerificationCode:
    """Send a code to `target`, after a proof of being human.

    Whoever proved it less than half an hour ago for this target, in the same browser,
    is not asked again. Raises HumanVerificationError and what `request_code` does.
    """
    if proof is not None or not _has_proved(target, asker):
        verify_human(proof, address=asker.address or "")
    if purpose == VerificationCode.Purpose.RESET and not is_mail(target):
        return request_reset_code(mobile=target, asker=asker)
    return request_code(purpose=purpose, target=target, asker=asker)


def _has_proved(target: str, asker: Asker) -> bool:
    if not asker.visitor:
        return False
    return VerificationCode.objects.filter(
        target_key=target_key(target),
        visitor=asker.visitor,
        created_at__gt=timezone.now() - PROVED_FOR,
    ).exists()
