"""What the frame of `/me/` needs on every page, whichever app it belongs to."""

from django import template

from accounts.models import DeletionRequest, User
from accounts.services.deletion import deletion_of

register = template.Library()


@register.simple_tag
def leaving(user: User) -> DeletionRequest | None:
    """The request of `user` to leave, if there is one."""
    return deletion_of(user)
