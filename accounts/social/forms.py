"""What a person who comes from a provider for the first time says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.door.forms import NewcomerForm
from accounts.identity.form_fields import PasswordField
from accounts.social.services import clean_first_visit


class FirstVisitForm(NewcomerForm):
    """As everybody who signs up, but a password can wait."""

    password = PasswordField(
        is_new=True,
        required=False,
        label=_("密码（可以以后再设）"),
        help_text=_("8–64 个字符，不要太好猜。"),
    )

    def clean(self) -> dict[str, Any]:
        # Not NewcomerForm's: an empty password is right here.
        values = forms.Form.clean(self) or {}
        if "username" in values and "password" in values:
            try:
                values["newcomer"] = clean_first_visit(
                    values["username"], values["password"]
                )
            except ValidationError as refusal:
                for name, errors in refusal.error_dict.items():
                    self.add_error(name, errors)
        return values
