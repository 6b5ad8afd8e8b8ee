"""The desk says what was decided about a page; to Wagtail it is one more save."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page, TaskState, WorkflowState

# What a decision has made of the review; another version may still have to be read.
BECAME = {
    WorkflowState.STATUS_APPROVED: gettext_lazy("《%(title)s》已通过审核。"),
    WorkflowState.STATUS_NEEDS_CHANGES: gettext_lazy("《%(title)s》已退回修改。"),
    WorkflowState.STATUS_IN_PROGRESS: gettext_lazy(
        "这一步已通过，《%(title)s》还在等审核。"
    ),
}


def say_decision(request: HttpRequest, page: Page, task: TaskState) -> bool:
    """Tell what became of `page`; says whether anything was decided in `task`."""
    task = TaskState.objects.select_related("workflow_state").get(pk=task.pk)
    text = BECAME.get(task.workflow_state.status)
    if task.status == TaskState.STATUS_IN_PROGRESS or text is None:
        return False
    messages.success(request, text % {"title": page.get_admin_display_title()})
    return True


class DecidingEditView(EditView):
    """Wagtail's editor, in which a reviewer decides as well."""

    decided: TaskState | None = None

    def perform_workflow_action(self) -> HttpResponse:
        self.decided = self.page.current_workflow_task_state
        return super().perform_workflow_action()

    def add_save_confirmation_message(self) -> None:
        if self.decided and say_decision(self.request, self.page, self.decided):
            return
        super().add_save_confirmation_message()


class DecisionView(WorkflowActionView):
    """Where the queue of reviews decides; Wagtail's own says nothing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        say_decision(request, self.object, self.task_state)
        return answer
