"""What the site may know and show of a person, by what they have chosen."""

from typing import Any

from django.conf import settings

from accounts.models import Preferences, User


def preferences_of(user: User) -> Preferences:
    """What `user` has chosen; the defaults, unsaved, for who never chose."""
    chosen = Preferences.objects.filter(user=user).first()
    return chosen or Preferences(user=user)


def language_of(user: User) -> str:
    """The language mails to `user` are written in."""
    chosen = Preferences.objects.filter(user=user)
    return chosen.values_list("language", flat=True).first() or settings.LANGUAGE_CODE


def public_facts(user: User) -> dict[str, Any]:
    """What everybody may read of `user`: the one rule for pages and APIs.

    Gender, birthday and city are there only where their owner shows them and has
    said something; number, address and devices never are.
    """
    chosen = preferences_of(user)
    facts: dict[str, Any] = {
        "username": user.username,
        "name": user.display_name,
        "bio": user.bio,
        "website": user.website,
    }
    private = {
        "gender": chosen.shows_gender,
        "birthday": chosen.shows_birthday,
        "city": chosen.shows_city,
    }
    facts |= {name: getattr(user, name) for name, shown in private.items() if shown}
    return {name: value for name, value in facts.items() if value}


def is_findable(user_id: int | None) -> bool:
    """Whether a search may find this person; false where they wish not to be."""
    if user_id is None:
        return True
    hidden = Preferences.objects.filter(user_id=user_id, is_searchable=False)
    return not hidden.exists()
