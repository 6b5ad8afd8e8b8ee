"""Whoever may decide on submissions gets into the admin, and nobody else."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.staff import roles


@transaction.atomic
def sync_topic_editors() -> None:
    """Make the group 专题编辑 hold exactly the editors of live topics; repeatable."""
    group = Group.objects.select_for_update().get(name=roles.TOPIC_EDITORS)
    editors = get_user_model().objects.filter(edited_topics__live=True).distinct()
    group.user_set.set(editors)
