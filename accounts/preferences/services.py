"""What a person chooses of the site, kept in one row once there is a choice."""

from django.conf import settings
from django.utils.translation import get_language

from accounts.models import Preferences, User


def own_preferences(user: User) -> Preferences:
    """The row of `user`; made on first use, in the language that is active."""
    language = {"language": _active_language()}
    return Preferences.objects.get_or_create(user=user, defaults=language)[0]


def remember_language(user: User) -> None:
    """Note the language a new account signed up in, where it is not the site's."""
    if _active_language() != settings.LANGUAGE_CODE:
        own_preferences(user)


def _active_language() -> str:
    active = get_language() or ""
    return active if active in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
