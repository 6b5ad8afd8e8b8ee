"""`manage.py check` names what the chosen verification lacks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

from accounts.human.tencent import REQUIRED
from accounts.human.verify import ALTCHA, OFF, TENCENT


@register(Tags.security)
def check_provider(**kwargs: Any) -> list[CheckMessage]:
    """HUMAN_PROVIDER is known and has its settings."""
    chosen = settings.HUMAN_PROVIDER
    if chosen not in {ALTCHA, TENCENT, OFF}:
        message = f"HUMAN_PROVIDER is {chosen!r}; known are altcha, tencent, off."
        return [Error(message, id="accounts.E111")]
    missing = [key for key in REQUIRED if not getattr(settings, key)]
    if chosen == TENCENT and missing:
        message = f"HUMAN_PROVIDER 'tencent' needs {', '.join(missing)}."
        return [Error(message, id="accounts.E112")]
    return []


@register(Tags.security, deploy=True)
def check_is_on(**kwargs: Any) -> list[CheckMessage]:
    """Without verification, programs can spend the site's text messages."""
    if settings.HUMAN_PROVIDER != OFF:
        return []
    message = "HUMAN_PROVIDER is 'off': programs can ask for text messages."
    return [Caution(message, id="accounts.W113")]
