from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, TaskState


class SendBackForm(TaskStateCommentForm):
    """What an author reads when a text comes back; never empty."""

    comment = forms.CharField(
        label=_("退回的理由"),
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("请写下退回的理由，作者会看到它。")},
    )


class EditorialReview(AbstractGroupApprovalTask):
    """A group approves what was submitted, or sends it back with a reason."""

    class Meta:
        verbose_name = _("编辑审核")
        verbose_name_plural = pgettext_lazy("plural", "编辑审核")

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> None:
        """Decide on what the reviewer wrote last, if nobody wrote after them.

        Wagtail would approve the version that was submitted, find a newer one (theirs,
        perhaps saved by this very click) and begin the review once more.
        """
        latest = task_state.workflow_state.content_object.get_latest_revision()
        if latest is not None and latest.user_id == user.pk:
            task_state.revision = latest
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, **kwargs)

    def get_form_for_action(self, action: str) -> Any:
        if action == "reject":
            return SendBackForm
        return super().get_form_for_action(action)

    @classmethod
    def get_description(cls) -> Any:
        return _("指定的用户组通过文章，或写明理由退回。")
