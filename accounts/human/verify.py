"""The one question the rest of the site asks."""

from django.conf import settings

from accounts.human import altcha, picture, tencent
from accounts.human.exceptions import (
    HumanVerificationError,
    HumanVerificationRequiredError,
)
from accounts.human.proof import HumanProof

OFF, ALTCHA, TENCENT = "off", "altcha", "tencent"


def accepts_picture() -> bool:
    """Whether letters from a picture are a proof, as chosen by the settings."""
    if settings.HUMAN_PROVIDER == TENCENT:
        return bool(settings.HUMAN_PICTURE_FALLBACK)
    return bool(settings.HUMAN_PROVIDER == ALTCHA)


def verify_human(proof: HumanProof | None, *, address: str) -> None:
    """Accept a proof once; `address` is the reader's IP address.

    Raises HumanVerificationError, of which there are two kinds of its own: Required
    for a missing proof, Unavailable where a service does not answer. Call it outside
    of the transaction the proof guards: a proof that was seen stays used. May take
    5 s where Tencent is chosen.
    """
    if settings.HUMAN_PROVIDER == OFF:
        return
    if proof is None:
        raise HumanVerificationRequiredError
    if proof.kind == "picture" and accepts_picture():
        picture.verify(proof.payload, proof.answer)
    elif proof.kind == ALTCHA and settings.HUMAN_PROVIDER == ALTCHA:
        altcha.verify(proof.payload)
    elif proof.kind == TENCENT and settings.HUMAN_PROVIDER == TENCENT:
        tencent.verify(proof.payload, proof.answer, address=address)
    else:
        raise HumanVerificationError
