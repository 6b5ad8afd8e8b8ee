"""The digits of a verification code, and how long they hold."""

import hmac
import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

from accounts.models import VerificationCode

LIFETIME = timedelta(minutes=5)
COOLDOWN = timedelta(seconds=60)
MAX_WRONG_TRIES = 5
SALT = "renran.accounts.code"


def new_nonce() -> str:
    return secrets.token_hex(16)


def digits_of(code: VerificationCode) -> str:
    """The 6 digits, bound to purpose and target by the site's secret."""
    value = f"{code.nonce}:{code.purpose}:{code.target}"
    mac = salted_hmac(SALT, value, algorithm="sha256").digest()
    # 64 bits over a million: no digit is likelier than another by 1 in 10^13.
    return f"{int.from_bytes(mac[:8]) % 1_000_000:06d}"


def matches(code: VerificationCode, digits: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(digits_of(code).encode(), digits.strip().encode())
