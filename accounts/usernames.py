"""What a username may be, and when two look the same."""

import re
import unicodedata

from confusable_homoglyphs.confusables import confusables_data

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"\w{5,20}")
# Names people would take for the site itself.
RESERVED = frozenset(
    "admin administrator official support system renran root moderator editor "
    "webmaster security anonymous deleted 荏苒官方 官方账号 系统管理员 社区管理员 官方客服".split()
)


def normalise_username(name: str) -> str:
    """The one spelling of `name`: NFKC (UAX #15), no blanks around."""
    return unicodedata.normalize("NFKC", name).strip()


def username_key(name: str) -> str:
    """What two names that look alike have in common, after UTS #39's skeleton.

    Case, width and letters of other scripts make no difference: `Ａdmin1`,
    `аdmin1` (with a Cyrillic а) and `adminl` all give the same key.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    skeleton = "".join(_prototype(letter) for letter in folded)
    return unicodedata.normalize("NFC", skeleton)


def _prototype(letter: str) -> str:
    """The ASCII letters `letter` is taken for, else itself."""
    if letter.isascii() and letter not in "01m":
        return letter
    for twin in confusables_data.get(letter, ()):
        shape = str(twin["c"]).casefold()
        if shape.isascii() and shape.isalpha():
            return shape
    return letter


def validate_username(name: str) -> None:
    """Raise ValidationError unless `name` is 5–20 letters, digits or underscores.

    Letters are those of any script. Names of digits only are refused: they could
    be somebody's number.
    """
    if not SHAPE.fullmatch(name):
        raise ValidationError(
            _("用户名为 5–20 个字，可用汉字、字母、数字和下划线。"),
            code="invalid_username",
        )
    if name.isdecimal():
        raise ValidationError(_("用户名不能全是数字。"), code="username_only_digits")
