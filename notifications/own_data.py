"""Choices in the copy of a person's data, and after they have left."""

from collections.abc import Iterator

from accounts.me.export.registry import ExportedFile, json_file
from accounts.models import User
from notifications.models import Choice
from notifications.selectors import choices_of


def choice_files(user: User) -> Iterator[ExportedFile]:
    """What `user` is told of, in which way, and whether they want it."""
    rows = [
        {"kind": kind, "way": way, "is_wanted": is_wanted}
        for (kind, way), is_wanted in choices_of(user).items()
    ]
    yield json_file("choices.json", rows)


def erase_choices(user: User, *, keeps_texts: bool) -> None:
    """Nobody is left to be told."""
    Choice.objects.filter(user=user).delete()
