"""`manage.py check` names what a chosen provider lacks, before a reader waits."""

from typing import Any

import phonenumbers

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

from accounts.sms.providers import PROVIDERS


@register(Tags.security)
def check_providers(**kwargs: Any) -> list[CheckMessage]:
    """Every name in `SMS_PROVIDERS` is known and has its settings; none is fine."""
    chosen: list[str] = settings.SMS_PROVIDERS
    return [fault for name in chosen for fault in _faults(name)]


def _faults(name: str) -> list[CheckMessage]:
    provider = PROVIDERS.get(name)
    if provider is None:
        known = ", ".join(PROVIDERS)
        return [
            Error(
                f"SMS_PROVIDERS names {name!r}; known are {known}.", id="accounts.E101"
            )
        ]
    missing = [key for key in provider.REQUIRED if not getattr(settings, key)]
    if not missing:
        return []
    return [
        Error(
            f"The SMS provider {name!r} needs {', '.join(missing)}.",
            id="accounts.E102",
        )
    ]


@register(Tags.security)
def check_region(**kwargs: Any) -> list[CheckMessage]:
    """`MOBILE_DEFAULT_REGION` is known, else no number without its country is read."""
    chosen = settings.MOBILE_DEFAULT_REGION
    if chosen in phonenumbers.SUPPORTED_REGIONS:
        return []
    message = f"MOBILE_DEFAULT_REGION is {chosen!r}: write two capital letters, as CN."
    return [Error(message, id="accounts.E104")]


@register(Tags.security, deploy=True)
def check_console(**kwargs: Any) -> list[CheckMessage]:
    """In production codes must reach a telephone, and must not stand in the log."""
    if "console" not in settings.SMS_PROVIDERS:
        return []
    return [
        Caution(
            "SMS_PROVIDERS has 'console': codes are written to the log and sent to "
            "nobody.",
            hint="Name a real provider: tencent, aliyun or ronglian.",
            id="accounts.W103",
        )
    ]
