"""What changes where pages stand, and so what the index may hold, without a save."""

from typing import Any

from wagtail.signals import post_page_move

from search.tasks import reindex_below_task


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_page_move.connect(page_moved, dispatch_uid="search.page_moved")


def page_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """A moved article may stand in a sold book now, or no longer."""
    reindex_below_task.delay_on_commit(instance.pk)
