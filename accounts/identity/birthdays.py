"""When a person of today can have been born."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1900


def validate_birthday(birthday: date) -> None:
    """Refuse days before 1900 and days to come."""
    if birthday.year < EARLIEST_YEAR or birthday > timezone.localdate():
        raise ValidationError(_("请填写正确的生日。"), code="birthday_impossible")
