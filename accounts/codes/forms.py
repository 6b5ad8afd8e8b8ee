"""The field for the digits of a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity.form_fields import REQUIRED


class DigitsField(forms.CharField):
    """The 6 digits of a code; phones fill them in from the message."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("验证码"),
            error_messages=REQUIRED,
            max_length=12,
            widget=forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
            ),
            **kwargs,
        )
