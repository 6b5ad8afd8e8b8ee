"""Letters to people, each in the language of its reader."""

from collections.abc import Callable

from django.utils import translation

from accounts.models import User
from accounts.preferences.selectors import language_of
from core.letters import Letter, send_letter


def write_to(user: User, make: Callable[[], Letter], *, to: str = "") -> None:
    """Queue what `make` writes, for `to` or the address of `user`.

    `make` is called in the language of `user`, addresses in it lead to pages in
    that language. People without an address get nothing.
    """
    address = to or user.email
    if not address:
        return
    with translation.override(language_of(user)):
        send_letter(make(), to=address)
