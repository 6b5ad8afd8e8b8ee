"""The form of a person who leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity.form_fields import REQUIRED
from accounts.me.forms import OwnerForm


class LeaveForm(OwnerForm):
    keeps_texts = forms.TypedChoiceField(
        label=_("已发表的文章"),
        choices=[
            ("yes", _("留下文章，作者显示为“已注销用户”")),
            ("no", _("连同文章、文集和草稿一起删除")),
        ],
        coerce=lambda value: value == "yes",
        initial="yes",
        error_messages=REQUIRED,
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(
        label=_("我明白：7 天之后，个人信息会被删除，无法恢复。"),
        error_messages={"required": _("请先确认。")},
    )

    field_order = ("keeps_texts", "is_sure", "current")
