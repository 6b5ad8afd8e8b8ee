"""Who asks, where it has to be somebody."""

from typing import Any

from rest_framework.exceptions import NotAuthenticated

from accounts.models import User


def current_user(request: Any) -> User:
    """The signed-in person of a request, of Django's or of the API.

    For views that let nobody else in; NotAuthenticated should one forget to.
    """
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user
