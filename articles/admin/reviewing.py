"""Who decides in the editor decides on the text in front of them."""

from django.http import HttpRequest

from wagtail import hooks
from wagtail.models import Page, TaskState

from core.pages.forms import newer_revision


@hooks.register("before_edit_page")
def review_what_is_shown(request: HttpRequest, page: Page) -> None:
    """Bring the review to the version this window shows, whoever wrote it.

    A colleague may have mended the text since it was submitted. Wagtail would approve
    what was submitted, find the newer version, and begin the review once more. A window
    that shows an older one is refused by its form.
    """
    is_decision = "action-workflow-action" in request.POST
    if not is_decision or not request.POST.get("loaded_revision_id"):
        return
    state, task = page.current_workflow_task_state, page.current_workflow_task
    if state is None or newer_revision(page, request.POST) is not None:
        return
    actions = {name for name, *_more in task.specific.get_actions(page, request.user)}
    if request.POST.get("workflow-action-name") in actions:
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        waiting.filter(pk=state.pk).update(revision=page.latest_revision_id)
