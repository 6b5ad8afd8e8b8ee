"""Mail addresses: typed in many ways, kept in one, recognised by one key."""

import re

import idna

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.lines import strip_unseen

LONGEST, LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1
AT_SIGNS = "@＠"
# What Chinese keyboards write for the signs of an address (U+FF01–U+FF5E, 。, ｡).
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(stop): "." for stop in "。｡"
}
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,63}")


def looks_like_email(text: str) -> bool:
    """Whether somebody who typed this meant a mail address."""
    return any(sign in text for sign in AT_SIGNS)


def parse_email(text: str) -> str:
    """`text` as it is kept and written to; ValidationError for what is no address.

    The part before the @ is ASCII and stays as it was typed (RFC 5322, dot-atom),
    the domain becomes the one DNS asks for (IDNA 2008 after UTS #46). Full-width
    signs are read as the narrow ones they stand for, nothing else is guessed: a
    letter that only looks like another one is refused, or is another domain.
    """
    if len(text) > 2 * LONGEST:
        raise _refusal()
    local, _at, domain = strip_unseen(text).translate(_NARROW).rpartition("@")
    if not _LOCAL.fullmatch(local) or not domain:
        raise _refusal(local)
    try:
        host = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except (UnicodeError, ValueError, IndexError):
        raise _refusal() from None
    email = f"{local}@{host.lower()}"
    if len(local) > LONGEST_LOCAL or len(email) > LONGEST:
        raise _refusal()
    if not _HOST.fullmatch(host.lower()):
        raise _refusal()
    return email


def _refusal(local: str = "") -> ValidationError:
    message = (
        _("邮箱 @ 之前只能用英文字母、数字和常用符号，请检查有没有看上去一样的字。")
        if local and not local.isascii()
        else _("请输入正确的邮箱，例如 name@example.com。")
    )
    return ValidationError(message, code="invalid_email")


def email_key(email: str) -> str:
    """What two spellings of one address have in common: compared byte for byte.

    Case makes no difference, also before the @, where RFC 5321 leaves it to the
    host and no host of today distinguishes it. Raises what `parse_email` does.
    """
    return parse_email(email).lower()


def find_email_key(text: str) -> str | None:
    """`email_key`, with None for what is no address."""
    try:
        return email_key(text)
    except ValidationError:
        return None
