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


def is_findable(user_id: int | None) -> bool:
    """Whether a search may find this person; false where they wish not to be."""
    if user_id is None:
        return True
    hidden = Preferences.objects.filter(user_id=user_id, is_searchable=False)
    return not hidden.exists()
