"""The editor says what happened to a page: sent back, or not published on time."""

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from articles.services.schedule import FAILED, last_failure, overdue_revision


class ScheduleFailedFormatter(LogFormatter):
    label = gettext_lazy("定时没有成功")

    def format_message(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason", "")
        return _("没能按时发布或下线：%(reason)s") % {"reason": reason}


@hooks.register("register_log_actions")
def register_schedule_failed(actions: Any) -> None:
    actions.register_action(FAILED)(ScheduleFailedFormatter)


@hooks.register("before_edit_page")
def say_why_it_came_back(request: HttpRequest, page: Page) -> None:
    """The editor's reason above the text, as long as it waits to be mended."""
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state is None or state.status != state.STATUS_NEEDS_CHANGES:
        return
    task = state.current_task_state
    if task is not None and task.comment:
        text = _("编辑退回了这篇文章：%(reason)s") % {"reason": task.comment}
        messages.warning(request, linebreaksbr(text))


@hooks.register("before_edit_page")
def warn_of_overdue(request: HttpRequest, page: Page) -> None:
    """A message above the editor, as long as the page waits to be published."""
    if request.method != "GET" or overdue_revision(page) is None:
        return
    if reason := last_failure(page):
        messages.warning(
            request,
            _("定好的时间已到，但没能发布：%(reason)s 系统每分钟会再试一次。")
            % {"reason": reason},
        )
