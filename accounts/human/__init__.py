"""Telling people from programs: `verify_human` judges the proof a form carries."""

from accounts.human.exceptions import (
    HumanVerificationError,
    HumanVerificationRequiredError,
    HumanVerificationUnavailableError,
)
from accounts.human.proof import HumanProof, human_proof_from
from accounts.human.verify import verify_human

__all__ = [
    "HumanProof",
    "HumanVerificationError",
    "HumanVerificationRequiredError",
    "HumanVerificationUnavailableError",
    "human_proof_from",
    "verify_human",
]
