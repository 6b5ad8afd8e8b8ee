"""A person as a provider knows them."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from accounts.identity.emails import parse_email
from core.lines import plain_line

LONGEST_UID, LONGEST_NICKNAME = 128, 30
# What ids and tokens of every provider are made of.
PLAIN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Identity:
    """Who signed in at `provider`; `uid` is what `id_key` held there.

    `email` is there only where the provider has verified it, `handle` where it has
    names like ours. Tokens of the provider are not kept: nothing needs them.
    """

    provider: str
    uid: str
    id_key: str
    nickname: str = ""
    handle: str = ""
    email: str = ""


def is_plain(value: object, longest: int = 4096) -> bool:
    """Whether `value` is text of printable ASCII, as ids and tokens are."""
    return (
        isinstance(value, str)
        and len(value) <= longest
        and PLAIN.fullmatch(value) is not None
    )


def clean_nickname(value: Any) -> str:
    """At most 30 characters on one line, some of them visible; empty for what is no
    text."""
    if not isinstance(value, str):
        return ""
    return plain_line(plain_line(value)[:LONGEST_NICKNAME])


def clean_email(value: Any) -> str:
    """An e-mail address, or an empty string for what is none."""
    if not isinstance(value, str):
        return ""
    try:
        return parse_email(value)
    except ValidationError:
        return ""
