"""Numbers and addresses of people, so that they can be recognised but not read."""

import re

MOBILE = re.compile(r"(?<![\w.])(?:\+|%2[bB])?(?:86)?1[3-9]\d{9}(?!\d)")
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


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
    text = EMAIL.sub(lambda found: mask_email(found[0]), text)
    return MOBILE.sub(lambda found: mask_mobile(found[0]), text)
