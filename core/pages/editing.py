"""Which pages somebody may edit, asked for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType

from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

Person: TypeAlias = AbstractBaseUser | AnonymousUser
ROOT_DEPTH = 1


def editable(user: Person, pages: Iterable[Page]) -> set[int]:
    """Keys of those of `pages` that `user` may edit.

    What Wagtail's `can_edit` says of each page, in a few queries for all of them.
    """
    found = {page.pk: page for page in pages if page.depth > ROOT_DEPTH}
    if not found or not user.is_authenticated or not user.is_active:
        return set()
    policy = policy_registry.get_by_type(Page)
    own = policy.instances_user_has_permission_for(user, "change")
    ids = set(own.filter(pk__in=found).values_list("pk", flat=True))
    left = [page for pk, page in found.items() if pk not in ids]
    return ids | _under_review_by(user, left)


def _under_review_by(user: Person, pages: list[Page]) -> set[int]:
    """Keys of those of `pages` that wait for `user` to decide on them.

    Each task is asked once: ours go by groups, not by pages.
    """
    if not pages:
        return set()
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__isnull=False,
    )
    tasks = {}
    waiting: dict[int, set[int]] = defaultdict(set)
    for state in states.select_related("current_task_state__task"):
        task = state.current_task_state.task
        tasks[task.pk] = task
        waiting[task.pk].add(int(state.object_id))
    return {
        pk
        for key, task in tasks.items()
        if task.specific.user_can_access_editor(pages[0], user)
        for pk in waiting[key]
    }
