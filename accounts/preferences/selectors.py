"""What a person has chosen of the site, and what follows from it."""

from django.conf import settings

from accounts.models import Preferences, User


def preferences_of(user: User) -> Preferences:
    """What `user` has chosen; the defaults, unsaved, where that is nothing."""
    chosen = Preferences.objects.filter(user=user).first()
    return chosen or Preferences(user=user)


def language_of(user: User) -> str:
    """The language mails to `user` are written in."""
    chosen = Preferences.objects.filter(user=user)
    return chosen.values_list("language", flat=True).first() or settings.LANGUAGE_CODE


def is_findable(user: User | None) -> bool:
    """Whether a search may find this person; false where they wish not to be.

    Without a query where `preferences` came along with the person.
    """
    chosen = getattr(user, "preferences", None)
    return chosen is None or bool(chosen.is_searchable)
