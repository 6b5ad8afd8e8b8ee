"""The forms at the door: sign in, sign up, reset."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.codes.forms import DigitsField
from accounts.door.sign_up import clean_newcomer
from accounts.identity.form_fields import (
    REQUIRED,
    MailField,
    MobileField,
    PasswordField,
    TargetField,
)


class PasswordSignInForm(forms.Form):
    account = forms.CharField(
        label=_("用户名、手机号或邮箱"),
        max_length=254,
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = PasswordField()
    remember = forms.BooleanField(label=_("记住我 14 天"), required=False)


class CodeSignInForm(forms.Form):
    target = TargetField()
    code = DigitsField()
    remember = forms.BooleanField(label=_("记住我 14 天"), required=False)


class NewcomerForm(forms.Form):
    """What everybody who signs up says; `newcomer` holds it when clean."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        error_messages=REQUIRED,
        help_text=_("5–20 个字，可用汉字、字母、数字和下划线。"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "data-count": ""}),
    )
    password = PasswordField(is_new=True, help_text=_("8–64 个字符，不要太好猜。"))
    accepts = forms.BooleanField(
        label=_("我已阅读并同意用户协议和隐私政策"),
        error_messages={"required": _("请先阅读并同意用户协议和隐私政策。")},
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "username" in values and "password" in values:
            try:
                values["newcomer"] = clean_newcomer(
                    values["username"], values["password"]
                )
            except ValidationError as refusal:
                for name, errors in refusal.error_dict.items():
                    self.add_error(name, errors)
        return values


class MobileSignUpForm(NewcomerForm):
    target = MobileField()
    code = DigitsField()

    field_order = ("target", "code", "username", "password", "accepts")


class MailSignUpForm(NewcomerForm):
    target = MailField()

    field_order = ("target", "username", "password", "accepts")


class ActivationForm(forms.Form):
    """Asks a person who opens the link elsewhere for the password chosen at signing up."""

    password = PasswordField(label=_("注册时设的密码"), required=False)


class MailResetForm(forms.Form):
    target = MailField(label=_("注册时用的邮箱"))


class MobileResetForm(forms.Form):
    target = MobileField()
    code = DigitsField()
    password = PasswordField(
        is_new=True, label=_("新密码"), help_text=_("8–64 个字符，不要太好猜。")
    )


class NewPasswordForm(forms.Form):
    password = PasswordField(
        is_new=True, label=_("新密码"), help_text=_("8–64 个字符，不要太好猜。")
    )
