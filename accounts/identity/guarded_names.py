"""Names others would take for the site, its staff or an author many people know."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity.offices import speaks_for_site
from accounts.identity.usernames import name_key, validate_username
from core.registry import Registry

# Names of people nobody may be taken for: (id of the person or None, name).
Names = Iterable[tuple[int | None, str]]
# Asked when somebody changes a name.
KNOWN_NAMES: Registry[str, Callable[[], Names]] = Registry("guarded names")


def validate_name(name: str, *, owner_id: int | None) -> None:
    """Refuse a nickname or pen name that would be taken for somebody else's.

    For people without an office; whoever has one speaks for it. ValidationError
    with the code `name_reserved` (the site) or `name_known` (a person).
    """
    if not name:
        return
    if speaks_for_site(name):
        raise ValidationError(
            _("这个名字容易让人以为是官方，请换一个。"), code="name_reserved"
        )
    if _is_known(name_key(name), owner_id):
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


def _is_known(key: str, owner_id: int | None) -> bool:
    """Whether somebody else is known by this key; names of signs only have none."""
    known = (each for find in KNOWN_NAMES for each in find())
    return bool(key) and any(
        name_key(other) == key for who, other in known if who != owner_id
    )
