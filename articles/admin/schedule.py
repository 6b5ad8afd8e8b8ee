"""The desk shows what could not be published or taken down on time."""

from typing import Any

from django.http import HttpRequest
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
