"""What a username may be, and when two look the same."""

import re
import unicodedata

from confusable_homoglyphs.confusables import confusables_data

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.lines import is_unseen, without_unseen

SHAPE = re.compile(r"\w{5,20}")
# Letters of signs that Unicode does not take apart: 🅰, 🅐, 🇦 and ᴀ.
_SIGN = re.compile(
    r"(?:NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER|LATIN LETTER SMALL CAPITAL) ([A-Z])"
)
# UTS #39 takes a capital I for a small l, and case makes no difference here: so does i.
_TWINS = {"0": "o", "1": "l", "|": "l", "i": "l", "m": "rn"}


def normalise_username(name: str) -> str:
    """The one spelling of `name`: NFKC (UAX #15), no blanks around."""
    return unicodedata.normalize("NFKC", name).strip()


def username_key(name: str) -> str:
    """What two names that look alike have in common, after UTS #39's skeleton.

    Case, width, letters of other scripts and what nobody sees make no difference:
    `Ａdmin1`, `аdmin1` (with a Cyrillic а) and `ADMlNl` all give the same key. The
    skeleton is taken of a name as it is typed and again of its small letters. In
    letters whose two cases are taken for different ones (Greek Ν and ν) case counts.
    """
    seen = spelled_out(without_unseen(unicodedata.normalize("NFKC", name)))
    typed = "".join(_twin(letter) or letter for letter in seen)
    skeleton = "".join(_prototype(letter) for letter in typed.casefold())
    return unicodedata.normalize("NFC", skeleton)


def name_key(name: str) -> str:
    """`username_key` of the letters of `name`; signs and blanks do not count."""
    return "".join(letter for letter in username_key(name) if letter.isalnum())


def spelled_out(name: str) -> str:
    """`name` with letters for the signs that are drawn around a letter."""
    return "".join(_of_sign(letter) for letter in name)


def _of_sign(letter: str) -> str:
    found = None if letter.isascii() else _SIGN.fullmatch(unicodedata.name(letter, ""))
    return found[1] if found else letter


def _prototype(letter: str) -> str:
    """The ASCII letters a small `letter`, or its capital, is taken for, else itself."""
    shape = letter if letter.isascii() else _twin(letter) or _twin(letter.upper())
    return "".join(_TWINS.get(each, each) for each in shape) or letter


def _twin(letter: str) -> str:
    """The ASCII letters that `letter` of another script is taken for, in small ones."""
    if letter.isascii():
        return ""
    for twin in confusables_data.get(letter, ()):
        shape = str(twin["c"]).casefold()
        if shape.isascii() and shape.isalpha():
            return shape
    return ""


def validate_username(name: str) -> None:
    """Raise ValidationError unless `name` is 5–20 letters, digits or underscores.

    Letters are those of any script that can be seen. Names of digits only are
    refused: they could be somebody's number.
    """
    if not SHAPE.fullmatch(name) or any(is_unseen(letter) for letter in name):
        raise ValidationError(
            _("用户名为 5–20 个字，可用汉字、字母、数字和下划线。"),
            code="invalid_username",
        )
    if name.isdecimal():
        raise ValidationError(_("用户名不能全是数字。"), code="username_only_digits")
