"""Whose account a name, number or address opens with a password.

Sessions keep the path of this class: it stays where it is.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.identity.password_rules import LONGEST, normalise_password
from accounts.models import User


class AccountBackend(ModelBackend):
    """Finds a person by whatever they sign in with.

    Also returns people who were blocked, so that the right password can be told
    why; `accounts.door.sign_in` refuses them, and no session serves them.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not username or not password or len(password) > LONGEST:
            return None
        user = User.objects.by_account(username)
        if user is None:
            # As much work as for somebody: the time tells nothing.
            User().set_password(password)
            return None
        return user if user.check_password(normalise_password(password)) else None
