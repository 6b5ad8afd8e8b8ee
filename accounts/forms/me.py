"""The forms below `/me/`."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import (
    REQUIRED,
    DigitsField,
    MailField,
    MobileField,
    PasswordField,
)
from accounts.models import Preferences, User

EARLIEST_YEAR = 1900


def plain_line(text: str) -> str:
    """`text` on one line, without control and direction marks (Unicode Cc, Cf).

    The joiner that emoji are made with stays.
    """
    kept = (
        letter
        for letter in text
        if letter == "\u200d" or unicodedata.category(letter) not in ("Cc", "Cf")
    )
    return " ".join("".join(kept).split())


class ProfileForm(forms.ModelForm):
    website = forms.URLField(
        label=_("个人网站"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "url"}),
    )

    class Meta:
        model = User
        fields = ("nickname", "bio", "gender", "birthday", "city", "website")
        widgets = {
            "nickname": forms.TextInput(attrs={"autocomplete": "nickname"}),
            "bio": forms.Textarea(attrs={"rows": 4, "maxlength": 300}),
            "birthday": forms.DateInput(
                attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"
            ),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }

    def clean_nickname(self) -> str:
        return plain_line(self.cleaned_data["nickname"])

    def clean_city(self) -> str:
        return plain_line(self.cleaned_data["city"])

    def clean_birthday(self) -> Any:
        birthday = self.cleaned_data["birthday"]
        if birthday is None:
            return None
        if not birthday.year >= EARLIEST_YEAR or birthday > timezone.localdate():
            raise ValidationError(_("请填写正确的生日。"), code="birthday_impossible")
        return birthday


class AvatarForm(forms.Form):
    avatar = forms.FileField(
        label=_("选一张图片"),
        help_text=_(
            "JPG、PNG、WebP、GIF 或 AVIF，5 MB 以内；会裁成正方形，并去掉拍摄地点等信息。"
        ),
        error_messages={**REQUIRED, "empty": _("这个文件是空的。")},
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/avif"}
        ),
    )


class OwnerForm(forms.Form):
    """Asks for the current password; the service knows when it is needed."""

    current = PasswordField(label=_("当前密码"), required=False)


class EmailChangeForm(OwnerForm):
    target = MailField(label=_("新邮箱"))

    field_order = ("target", "current")


class MobileChangeForm(OwnerForm):
    target = MobileField(label=_("新手机号"))
    code = DigitsField()

    field_order = ("target", "code", "current")


class PasswordChangeForm(OwnerForm):
    password = PasswordField(
        is_new=True, label=_("新密码"), help_text=_("8–64 个字符，不要太好猜。")
    )

    field_order = ("current", "password")


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


class NotificationsForm(forms.ModelForm):
    class Meta:
        model = Preferences
        fields = ("mails_review", "mails_submission", "mails_sign_in")


class PrivacyForm(forms.ModelForm):
    class Meta:
        model = Preferences
        fields = ("is_searchable", "shows_gender", "shows_birthday", "shows_city")


class AppearanceForm(forms.ModelForm):
    class Meta:
        model = Preferences
        fields = ("language", "theme")
        widgets = {"language": forms.RadioSelect, "theme": forms.RadioSelect}
