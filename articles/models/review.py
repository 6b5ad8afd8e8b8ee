from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask


class ReasonForm(TaskStateCommentForm):
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

    def get_form_for_action(self, action: str) -> Any:
        if action == "reject":
            return ReasonForm
        return super().get_form_for_action(action)

    @classmethod
    def get_description(cls) -> Any:
        return _("指定的用户组通过文章，或写明理由退回。")
