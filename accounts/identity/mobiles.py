"""Mobile numbers: written in many ways, kept in one (E.164)."""

import re
import unicodedata

import phonenumbers

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.lines import strip_unseen

LONGEST = 40
# Nothing else stands in a number; libraries pick the digits out of any text.
SHAPE = re.compile(r"[+(]{0,2}[0-9](?:[ ()./-]{0,2}[0-9])*", re.ASCII)
_DASHES = {ord(dash): "-" for dash in "‐‑‒–—−"}
MOBILE_TYPES = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


def parse_mobile(text: str) -> str:
    """`text` as E.164 (`+8613812345678`); ValidationError if it is no mobile number.

    Without a country code it is read as a number of `MOBILE_DEFAULT_REGION`.
    """
    refusal = ValidationError(_("请输入正确的手机号。"), code="invalid_mobile")
    if len(text) > 2 * LONGEST:
        raise refusal
    plain = unicodedata.normalize("NFKC", strip_unseen(text)).translate(_DASHES)
    if len(plain) > LONGEST or not SHAPE.fullmatch(plain):
        raise refusal
    try:
        number = phonenumbers.parse(plain, settings.MOBILE_DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        raise refusal from None
    is_mobile = phonenumbers.number_type(number) in MOBILE_TYPES
    if number.extension or not is_mobile or not phonenumbers.is_valid_number(number):
        raise refusal
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def find_mobile(text: str) -> str | None:
    """`parse_mobile`, with None for what is no mobile number."""
    try:
        return parse_mobile(text)
    except ValidationError:
        return None
