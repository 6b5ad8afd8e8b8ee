"""Blocking a person, and letting them back."""

from django.db import transaction

from accounts.models import User
from community.blocks.exceptions import (
    BlockOneselfError,
    PersonUnknownError,
    TooManyBlocksError,
)
from community.blocks.models import Block

MOST = 1000


def block_person(*, blocker: User, username: str) -> Block:
    """`blocker` wishes to have nothing to do with the person called `username`.

    Twice is as good as once. PersonUnknownError, BlockOneselfError, or
    TooManyBlocksError from 1000 people on.
    """
    person = _person(username.strip().removeprefix("@"))
    if person.pk == blocker.pk:
        raise BlockOneselfError
    with transaction.atomic():
        User.objects.select_for_update().get(pk=blocker.pk)
        blocks = Block.objects.filter(blocker=blocker)
        known = blocks.filter(blocked=person).first()
        if known is not None:
            return known
        if blocks.count() >= MOST:
            raise TooManyBlocksError
        return Block.objects.create(blocker=blocker, blocked=person)


def unblock_person(*, blocker: User, username: str) -> bool:
    """Let the person called `username` back; false where they were not blocked."""
    if "\0" in username:
        return False
    person = User.objects.by_username(username)
    blocks = Block.objects.filter(blocker=blocker, blocked=person)
    return blocks.delete()[0] > 0


def _person(username: str) -> User:
    # PostgreSQL takes no text with a zero in it.
    if "\0" not in username:
        person = User.objects.by_username(username)
        if person is not None and person.is_active:
            return person
    raise PersonUnknownError
