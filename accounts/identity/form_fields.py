"""Form fields of accounts; each cleans to the one spelling the services take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity.emails import LONGEST as LONGEST_EMAIL
from accounts.identity.emails import looks_like_email, parse_email
from accounts.identity.mobiles import LONGEST as LONGEST_MOBILE
from accounts.identity.mobiles import parse_mobile
from accounts.identity.password_rules import LONGEST as LONGEST_PASSWORD

REQUIRED = {"required": _("请填写这一项。")}


class MobileField(forms.CharField):
    """A mobile number as people write it; cleans to E.164."""

    widget = forms.TextInput(
        attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("手机号"))
        super().__init__(max_length=LONGEST_MOBILE, error_messages=REQUIRED, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return parse_mobile(text) if text else ""


class MailField(forms.CharField):
    """A mail address; cleans to the one spelling that is kept.

    The box is one for text: a browser's own check knows no full-width signs.
    """

    widget = forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("邮箱"))
        super().__init__(max_length=LONGEST_EMAIL, error_messages=REQUIRED, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return parse_email(text) if text else ""


class TargetField(forms.CharField):
    """A mobile number or an e-mail address."""

    widget = forms.TextInput(attrs={"autocomplete": "username"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("手机号或邮箱"))
        super().__init__(max_length=254, error_messages=REQUIRED, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return parse_email(text) if looks_like_email(text) else parse_mobile(text)


class PasswordField(forms.CharField):
    """A password; blanks count."""

    def __init__(self, *, is_new: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("密码"))
        autocomplete = "new-password" if is_new else "current-password"
        super().__init__(
            strip=False,
            error_messages=REQUIRED,
            max_length=LONGEST_PASSWORD,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            **kwargs,
        )
