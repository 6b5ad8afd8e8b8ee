"""Choosing what to be told of, and telling."""

from collections.abc import Callable, Mapping

from django.db import transaction

from accounts.codes.mailing import write_to
from accounts.models import User
from core.letters import Letter
from notifications.exceptions import ChoiceUnknownError
from notifications.kinds import Way, offered
from notifications.models import Choice
from notifications.selectors import wanting


@transaction.atomic
def choose(user: User, wanted: Mapping[tuple[str, str], bool]) -> None:
    """Keep what `user` wants of the choices in `wanted`; the others stay as they are.

    All of it or, with ChoiceUnknownError for one that is not offered, nothing.
    """
    known = {(kind.name, str(way)) for kind, way in offered()}
    if unknown := [choice for choice in wanted if choice not in known]:
        raise ChoiceUnknownError(*unknown[0])
    Choice.objects.bulk_create(
        [
            Choice(user=user, kind=kind, way=way, is_wanted=is_wanted)
            for (kind, way), is_wanted in sorted(wanted.items())
        ],
        update_conflicts=True,
        unique_fields=["user", "kind", "way"],
        update_fields=["is_wanted"],
    )


def tell(user: User, kind: str, make: Callable[[], Letter]) -> None:
    """Tell `user` of something in the ways they have chosen for this kind.

    `make` writes the letter, in the language of `user`; it leaves by a task, after
    the commit. People whose account is shut are told nothing.
    """
    if user.is_active and wanting([user], kind, Way.MAIL):
        write_to(user, make)
