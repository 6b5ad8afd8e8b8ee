"""Dates and languages as the reader's language writes them."""

from datetime import date, datetime

from django import template
from django.utils import formats, timezone, translation

register = template.Library()

DAY = {"zh": "Y年n月j日", "en": "j M Y"}
MONTH = {"zh": "Y年n月", "en": "F Y"}


def _format(value: date | None, patterns: dict[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    language = (translation.get_language() or "zh-hans").partition("-")[0]
    return formats.date_format(value, patterns.get(language, DAY["en"]))


@register.filter
def reading_date(value: date | None) -> str:
    """`2026年11月21日` in Chinese, `21 Nov 2026` in English; empty without a date."""
    return _format(value, DAY)


@register.filter
def moment(value: datetime | None) -> str:
    """As `<time datetime>` wants it (HTML, 2.3.5): to the second; empty without one."""
    return (
        "" if value is None else timezone.localtime(value).isoformat(timespec="seconds")
    )


@register.simple_tag
def reading_month(year: int, month: int) -> str:
    """`2026年11月` in Chinese, `November 2026` in English."""
    return _format(date(year, month, 1), MONTH)


@register.filter
def language_tag(code: str | None) -> str:
    """A language code as HTML wants it (BCP 47): `zh-hans` becomes `zh-Hans`."""
    language, _hyphen, rest = (code or "").partition("-")
    if len(rest) == 4:
        return f"{language}-{rest.title()}"
    return f"{language}-{rest.upper()}" if rest else language
