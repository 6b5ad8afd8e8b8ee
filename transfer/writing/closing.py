"""Whether an article that is there may be changed: as in the editor, so by an import."""

from wagtail.locks import BasicLock

from accounts.models import User
from articles.models import ArticlePage


def closed_because(page: ArticlePage, user: User | None, *, hides: bool) -> str:
    """The code of what keeps `user` from changing `page`, or nothing.

    Without a user it is a command: only locks hold. Who `hides` the own page need not
    be allowed to publish it.
    """
    if user is not None and not page.permissions_for_user(user).can_edit():
        return "no_right"
    if _is_locked(page, user) or (not hides and _is_scheduled(page, user)):
        return "locked_here"
    return ""


def _is_locked(page: ArticlePage, user: User | None) -> bool:
    if page.locked and (user is None or BasicLock(page).for_user(user)):
        return True
    task = page.current_workflow_task
    return task is not None and (user is None or task.locked_for_user(page, user))


def _is_scheduled(page: ArticlePage, user: User | None) -> bool:
    """Whether it waits for its time, and `user` may not call that off."""
    if user is None or page.permissions_for_user(user).can_unschedule():
        return False
    return page.approved_schedule
