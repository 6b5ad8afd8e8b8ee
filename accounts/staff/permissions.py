"""Who may come to the desk, and write where others read it."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required

from accounts.models import User
from accounts.staff.rules import is_staff_member

# A view of the desk: others are led to sign in.
access_admin = permission_required(
    "wagtailadmin.access_admin", login_url="accounts:login"
)


def may_contribute(user: User) -> bool:
    """Whether `user` may comment and publish.

    Mainland sites need a verified mobile number for it: `CONTRIBUTING_NEEDS_MOBILE`.
    """
    return not settings.CONTRIBUTING_NEEDS_MOBILE or bool(user.mobile)


def must_bind_mobile(user: User) -> bool:
    """Whether `user` has to bind a number before an article of theirs is published.

    Staff was looked at by whoever gave them the role.
    """
    return not may_contribute(user) and not is_staff_member(user)
