"""Whether a person may be called what they wish to be called."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from accounts.identity.guarded_names import validate_name
from accounts.models import User
from accounts.staff.rules import is_staff_member, staff_members


def require_own_name(name: str, *, owner: User | None) -> None:
    """Raise ValidationError where `name` would be taken for somebody else's.

    Staff may be called what their office is called. The one rule for the forms, the
    API, the admin, social sign-in and author pages.
    """
    if owner is not None and owner.pk and is_staff_member(owner):
        return
    validate_name(name, owner_id=owner.pk if owner is not None else None)


def is_own_name(name: str, *, owner: User | None) -> bool:
    """`require_own_name`, as a question."""
    try:
        require_own_name(name, owner=owner)
    except ValidationError:
        return False
    return True


def names_of_staff() -> Iterator[tuple[int | None, str]]:
    """What those are called who have a right beyond their own."""
    for person in staff_members():
        yield person.pk, person.username
        yield person.pk, person.display_name
