"""Who wants to be told of what."""

from collections.abc import Iterable

from accounts.models import User
from notifications.kinds import KINDS, Way, offered
from notifications.models import Choice


def choices_of(user: User) -> dict[tuple[str, Way], bool]:
    """Every choice that is offered, as `user` has made it or as it is by default."""
    rows = Choice.objects.filter(user=user)
    made = {(row.kind, row.way): row.is_wanted for row in rows}
    return {
        (kind.name, way): made.get((kind.name, way), kind.ways[way])
        for kind, way in offered()
    }


def wanting(people: Iterable[User], kind: str, way: Way) -> list[User]:
    """Those of `people` who want to be told; one query for all of them.

    KeyError for a kind nobody registered, or a way it does not have.
    """
    default = _default(kind, way)
    asked = list(people)
    rows = Choice.objects.filter(user__in=asked, kind=kind, way=way)
    made = dict(rows.values_list("user_id", "is_wanted"))
    return [person for person in asked if made.get(person.pk, default)]


def _default(kind: str, way: Way) -> bool:
    known = KINDS.get(kind)
    if known is None:
        raise KeyError(kind)
    return known.ways[way]
