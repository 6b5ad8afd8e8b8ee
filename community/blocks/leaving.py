"""Blocks in the copy of a person's data, and after their account."""

from collections.abc import Iterator

from django.db.models import Q

from accounts.me.export.registry import ExportedFile, json_file
from accounts.models import User
from community.blocks.models import Block
from community.blocks.selectors import blocked_people


def block_files(user: User) -> Iterator[ExportedFile]:
    """Whom `user` has blocked, and since when."""
    rows = [
        {"username": block.blocked.username, "created_at": block.created_at}
        for block in blocked_people(user)
    ]
    yield json_file("blocks.json", rows)


def erase_blocks(user: User, *, keeps_texts: bool) -> None:
    """Blocks go in both directions: nobody is left to be kept away."""
    Block.objects.filter(Q(blocker=user) | Q(blocked=user)).delete()
