"""What the frame of `/me/` needs on every page, whichever app it belongs to."""

from django import template

from accounts.leaving.services import leaving_of
from accounts.models import DeletionRequest, User

register = template.Library()


@register.simple_tag
def leaving(user: User) -> DeletionRequest | None:
    """The request of `user` to leave, if there is one."""
    return leaving_of(user)
