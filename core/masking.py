"""What no log may carry whole: numbers and addresses of people, and secrets.

Each pattern begins where a run of its letters begins, or is bounded: what somebody
sends is read in time that grows with its length, not with the square of it.
"""

import re
from typing import Any

MOBILE = re.compile(r"(?<![\w.])(?:\+|%2[bB])?(?:86)?1[3-9]\d{9}(?!\d)")
# A signed ticket of itsdangerous (payload, 4 bytes of time, 20 of SHA-1), and a JWT.
TICKET = re.compile(r"(?<![\w.-])[\w.-]+\.[\w-]{6}\.[\w-]{27}(?![\w-])")
JWT = re.compile(r"eyJ[\w-]{8,256}+\.[\w-]{8,}+\.[\w-]{16,}")
# What opens an account or a file when it stands in an address.
SECRET_QUERY = re.compile(
    r"([?&](?:code|state|ticket|token|access_token|refresh|password|[\w-]*signature)=)"
    r"[^&\s\"']+",
    re.IGNORECASE,
)
# Also percent-encoded, in an address.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")


def mask_mobile(number: str) -> str:
    """`+8613812345678` → `138****5678`; other countries keep their code."""
    local = number.replace("%2B", "+").replace("%2b", "+").removeprefix("+86")
    return f"{local[:3]}****{local[-4:]}" if len(local) > 7 else "****"


def mask_email(address: str) -> str:
    """`linwen@example.com` → `l****@example.com`."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}****@{host}"


def mask_text(text: str) -> str:
    """`text` with every mainland mobile number and e-mail address masked."""
    text = EMAIL.sub(lambda found: mask_email(found[0].replace("%40", "@")), text)
    return MOBILE.sub(lambda found: mask_mobile(found[0]), text)


def mask_secrets(text: str) -> str:
    """`text` without tickets, tokens and the secret parts of addresses."""
    text = SECRET_QUERY.sub(r"\1…", text)
    return JWT.sub("…", TICKET.sub("…", text))


def mask_all(value: Any) -> Any:
    """`value` with every text in it masked, however deep it lies."""
    if isinstance(value, str):
        return mask_text(mask_secrets(value))
    if isinstance(value, dict):
        return {name: mask_all(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set):
        return type(value)(mask_all(each) for each in value)
    return value
