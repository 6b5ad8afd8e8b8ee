"""Who is blocked by whom."""

from django.db.models import QuerySet

from accounts.models import User
from community.blocks.models import Block


def blocked_people(user: User) -> QuerySet[Block]:
    """Whom `user` has blocked, the last one first, each with the person."""
    blocks = Block.objects.filter(blocker=user).select_related("blocked")
    return blocks.order_by("-created_at", "-pk")


def is_blocked(*, by: User, person: User) -> bool:
    """Whether `by` wishes to have nothing to do with `person`."""
    return Block.objects.filter(blocker=by, blocked=person).exists()
