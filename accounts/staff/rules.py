"""Who works for the site, and has to prove it twice."""

from django_otp import user_has_device

from django.conf import settings

from accounts import roles
from accounts.models import User

STAFF_ROLES = (roles.TOPIC_EDITORS, roles.EDITORS, roles.MODERATORS, roles.FINANCE)


def is_staff_member(user: User) -> bool:
    """Whether `user` has a role beyond writing, or every right there is."""
    if user.is_superuser:
        return True
    return user.groups.filter(name__in=STAFF_ROLES).exists()


def has_second_factor(user: User) -> bool:
    """Whether `user` has an app for codes or a passkey, set up to the end."""
    return bool(user_has_device(user, confirmed=True))


def is_verified(user: User) -> bool:
    """Whether this session has proved a second factor; django-otp's middleware knows."""
    return getattr(user, "otp_device", None) is not None


def needs_second_factor(user: User) -> bool:
    """Whether the admin stays shut until `user` has proved a second factor.

    Staff where `STAFF_SECOND_FACTOR` asks for it, and everybody who set one up.
    """
    if is_verified(user):
        return False
    is_asked = settings.STAFF_SECOND_FACTOR and is_staff_member(user)
    return is_asked or has_second_factor(user)
