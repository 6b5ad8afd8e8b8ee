"""What somebody is known by: one kind, and one canonical key, for anything typed.

Every look-up, limit and check for uniqueness compares these keys, byte for byte.
No database function decides who somebody is: PostgreSQL's UPPER makes an I of `ı`.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from accounts.identity.emails import email_key, find_email_key, looks_like_email
from accounts.identity.mobiles import find_mobile
from accounts.identity.usernames import username_key


class Kind(StrEnum):
    EMAIL = "email"
    MOBILE = "mobile"
    USERNAME = "username"


@dataclass(frozen=True)
class Identifier:
    """`key` is what stands in `email_key`, `mobile` or `username_key` of an account."""

    kind: Kind
    key: str


def identify(text: str) -> Identifier:
    """What was typed at the door; decided by its shape alone.

    With an @ it is an address, a number that could be dialled is one, all else is a
    username. What can belong to nobody has a key too: failures are counted under it.
    """
    if looks_like_email(text):
        return Identifier(Kind.EMAIL, find_email_key(text) or _nobodys(text))
    mobile = find_mobile(text)
    if mobile is not None:
        return Identifier(Kind.MOBILE, mobile)
    return Identifier(Kind.USERNAME, username_key(text.strip()))


def target_key(target: str) -> str:
    """The key of an E.164 number or mail address that a code or letter goes to."""
    return email_key(target) if looks_like_email(target) else target


def _nobodys(text: str) -> str:
    """A key no address has: none holds a blank."""
    return f" {unicodedata.normalize('NFKC', text).strip().casefold()}"
