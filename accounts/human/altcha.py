"""A sum that takes a browser about a second and a spammer's computer just as long.

ALTCHA's protocol, version 2: PBKDF2/SHA-256 is tried with one counter after the other
until the derived key starts as the challenge says. We choose the counter, so the work
varies little, and sign the key, so that checking it costs us nothing.
"""

import base64
import json
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from altcha import Challenge, Payload, create_challenge, verify_solution

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.human.exceptions import HumanVerificationError
from accounts.limits.once import spend_once

ALGORITHM = "PBKDF2/SHA-256"
LIFETIME = timedelta(minutes=10)
FEWEST_TRIES, MOST_TRIES = 100, 200
# A real payload has about 800 letters.
LONGEST = 4096


@cache
def _key(use: str, secret: str) -> str:
    """One key per use, none of them good for anything else the site signs."""
    salt = f"renran.accounts.human.{use}"
    return salted_hmac(salt, "altcha", secret=secret, algorithm="sha256").hexdigest()


def new_challenge() -> dict[str, Any]:
    """A fresh challenge as the widget reads it; good for 10 minutes."""
    challenge: Challenge = create_challenge(
        ALGORITHM,
        settings.HUMAN_COST,
        counter=FEWEST_TRIES + secrets.randbelow(MOST_TRIES - FEWEST_TRIES),
        expires_at=timezone.now() + LIFETIME,
        hmac_secret=_key("challenge", settings.SECRET_KEY),
        hmac_key_secret=_key("solution", settings.SECRET_KEY),
    )
    return challenge.to_dict()


def verify(payload: str) -> None:
    """Accept `payload` once; raises HumanVerificationError otherwise."""
    parsed = _parse(payload)
    result = verify_solution(
        parsed,
        _key("challenge", settings.SECRET_KEY),
        hmac_key_secret=_key("solution", settings.SECRET_KEY),
    )
    if result.expired:
        raise HumanVerificationError(_("验证已过期，请再做一次。"))
    if not result.verified:
        raise HumanVerificationError
    # Signed by us, so both are what we once wrote. The payload as a whole can be
    # written in many ways; its challenge cannot.
    signed = parsed.challenge.parameters
    expires_at = datetime.fromtimestamp(signed.expires_at or 0, UTC)
    if not spend_once("altcha", signed.nonce, expires_at):
        raise HumanVerificationError(_("这次验证已经用过，请再做一次。"))


def _parse(payload: str) -> Payload:
    if len(payload) > LONGEST:
        raise HumanVerificationError
    try:
        return Payload.from_dict(json.loads(base64.b64decode(payload, validate=True)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise HumanVerificationError from None
