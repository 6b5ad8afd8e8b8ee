"""The forms below `/me/`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.codes.forms import DigitsField
from accounts.identity.form_fields import (
    REQUIRED,
    MailField,
    MobileField,
    PasswordField,
)
from accounts.models import Preferences, User
from accounts.staff.own_names import require_own_name
from core.lines import plain_line


class ProfileForm(forms.ModelForm):
    website = forms.URLField(
        label=_("个人网站"),
        required=False,
        assume_scheme="https",
        max_length=200,
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
        nickname = plain_line(self.cleaned_data["nickname"])
        if nickname != self.instance.nickname:
            require_own_name(nickname, owner=self.instance)
        # What it was, so that the field can refuse what nobody sees.
        return self.cleaned_data["nickname"]


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


class PrivacyForm(forms.ModelForm):
    class Meta:
        model = Preferences
        fields = ("is_searchable", "shows_gender", "shows_birthday", "shows_city")


class AppearanceForm(forms.ModelForm):
    class Meta:
        model = Preferences
        fields = ("language", "theme")
        widgets = {"language": forms.RadioSelect, "theme": forms.RadioSelect}
