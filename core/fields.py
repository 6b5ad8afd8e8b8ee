"""Fields for what people type, with one rule at every door: form, API, import."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lines import is_unseen, plain_line


def validate_visible(text: str) -> None:
    """Refuse text of nothing but signs nobody sees; an empty one says nothing."""
    if text and all(is_unseen(letter) for letter in text):
        raise ValidationError(_("这里没有看得见的字。"), code="invisible")


def validate_web_address(url: str) -> None:
    """Refuse addresses a browser opens by other means than HTTP."""
    if not url.lower().startswith(("http://", "https://")):
        raise ValidationError(
            _("请填写以 http:// 或 https:// 开头的网址。"), code="invalid_web_address"
        )


class LineField(models.CharField):
    """One line: line breaks, control and direction marks go, whoever writes it.

    What is left of nothing visible is refused where it is validated, and saved as
    empty where it is not.
    """

    default_validators = [validate_visible]

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return plain_line(super().clean(value, model_instance))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        line = plain_line(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, line)
        return line
