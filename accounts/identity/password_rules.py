"""What a password has to be: 8–64 characters, and hard to guess."""

import unicodedata
from typing import Protocol

from zxcvbn import zxcvbn

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 8, 64
# zxcvbn's 2 stands for more than a million guesses (its README, "score").
LOWEST_SCORE = 2
# What its lists, made from English sites, do not know: 我爱你, 密码 and the like.
CHINESE_FAVOURITES = (
    "woaini woaiwo wobuaini mima wodemima zhongguo beijing shanghai laopo laogong "
    "baobao xiaobao dashen aini1314 woaini1314 5201314 1314520 521521 renran 荏苒"
).split()


def normalise_password(password: str) -> str:
    """The one spelling of `password` (NFKC, NIST SP 800-63B 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


class HasNames(Protocol):
    """What a password must not repeat."""

    username: str
    nickname: str
    email: str
    mobile: str | None


class LengthValidator:
    """8–64 characters."""

    def validate(self, password: str, user: HasNames | None = None) -> None:
        if not SHORTEST <= len(password) <= LONGEST:
            raise ValidationError(_("密码为 8–64 个字符。"), code="password_length")

    def get_help_text(self) -> str:
        return str(_("8–64 个字符，不要用容易猜到的。"))


class GuessValidator(CommonPasswordValidator):
    """Refuses what is found in leaked lists, on the keyboard, or in the own name.

    One validator for all of these, so that it is said once.
    """

    def validate(self, password: str, user: HasNames | None = None) -> None:
        if not SHORTEST <= len(password) <= LONGEST:
            return  # the other validator says so
        if self._is_common(password) or self._is_guessed(password, user):
            raise ValidationError(
                _("这个密码太容易被猜到，请换一个长一点、少见一点的。"),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return ""

    def _is_common(self, password: str) -> bool:
        """Whether it is one of the 20,000 most often seen in leaks."""
        return password.lower().strip() in self.passwords

    def _is_guessed(self, password: str, user: HasNames | None) -> bool:
        known = [*CHINESE_FAVOURITES, *self._own_words(user)]
        return bool(zxcvbn(password, user_inputs=known)["score"] < LOWEST_SCORE)

    @staticmethod
    def _own_words(user: HasNames | None) -> list[str]:
        if user is None:
            return []
        names = (user.username, user.nickname, user.email, user.mobile)
        words = [name for name in names if name]
        return words + [part for word in words for part in word.split("@")]
