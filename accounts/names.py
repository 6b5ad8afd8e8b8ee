"""Names others would take for the site, its staff or an author many people know."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.usernames import RESERVED, username_key, validate_username

# Wherever they stand in a name, it speaks for the site.
OFFICE_WORDS = (
    "官方 管理员 管理員 站长 站長 客服 系统通知 系统消息 荏苒编辑 荏苒团队".split()
)
OFFICE_TOKENS = "admin administrator official moderator webmaster sysadmin".split()
# Names of people nobody may be taken for: (id of the person or None, name).
Names = Iterable[tuple[int | None, str]]
_known_names: list[Callable[[], Names]] = []


def register_known_names(find: Callable[[], Names]) -> None:
    """Let an app say whose names are guarded; asked when somebody changes a name."""
    _known_names.append(find)


def name_key(name: str) -> str:
    """What two names that look alike have in common; signs and blanks do not count."""
    return "".join(letter for letter in username_key(name) if letter.isalnum())


def validate_name(name: str, *, owner_id: int | None) -> None:
    """Refuse a nickname or pen name that would be taken for somebody else's.

    For people without an office; who has one speaks for the site. ValidationError
    with the code `name_reserved` (the site) or `name_known` (a person).
    """
    if not name:
        return
    key = name_key(name)
    if _speaks_for_site(name, key):
        raise ValidationError(
            _("这个名字容易让人以为是官方，请换一个。"), code="name_reserved"
        )
    known = (each for find in _known_names for each in find())
    if any(name_key(other) == key for who, other in known if who != owner_id):
        raise ValidationError(
            _("这个名字和站内一位编辑或作者的太像了，请换一个。"), code="name_known"
        )


def validate_username_for_people(name: str) -> None:
    """A username that is well-formed and would not be taken for somebody else's."""
    validate_username(name)
    try:
        validate_name(name, owner_id=None)
    except ValidationError as refusal:
        raise ValidationError(
            _("这个用户名不能使用。"), code="username_reserved"
        ) from refusal


def _speaks_for_site(name: str, key: str) -> bool:
    if key in _RESERVED_KEYS or key == name_key(settings.WAGTAIL_SITE_NAME):
        return True
    if any(word in key for word in _OFFICE_KEYS):
        return True
    return bool(_TOKEN_KEYS & {username_key(word) for word in _tokens(name)})


def _tokens(name: str) -> list[str]:
    """The words of a name: `Renran_Admin01` → renran, admin."""
    spelled = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name))
    return re.findall(r"[^\W\d_]+", spelled)


_RESERVED_KEYS = frozenset(name_key(name) for name in RESERVED)
_OFFICE_KEYS = tuple(name_key(word) for word in OFFICE_WORDS)
_TOKEN_KEYS = frozenset(username_key(word) for word in OFFICE_TOKENS)
