"""Hands a message to the first provider that takes it."""

import structlog

from django.conf import settings

from accounts.sms.exceptions import (
    NumberRefused,
    Outage,
    SmsNumberRefused,
    SmsUnavailable,
)
from accounts.sms.message import SmsMessage
from accounts.sms.providers import PROVIDERS
from core.masking import mask_mobile

log = structlog.get_logger(__name__)


def send_sms(message: SmsMessage) -> str:
    """Send through the first of `SMS_PROVIDERS` that can, and return its name.

    Time-outs, broken connections, 5xx, throttling, an empty balance and wrong keys
    make it try the next one: after a time-out a message may so arrive twice. Raises
    SmsNumberRefused at once where a provider refuses the number, SmsUnavailable
    where none is left. Takes up to 5 s per provider: call it from a task.
    """
    mobile = mask_mobile(message.mobile)
    for name in settings.SMS_PROVIDERS:
        try:
            _send_through(name, message)
        except NumberRefused as refusal:
            log.info(
                "sms_number_refused",
                provider=name,
                mobile=mobile,
                reason=refusal.reason,
            )
            raise SmsNumberRefused from None
        except Outage as outage:
            log.warning(
                "sms_provider_failed",
                provider=name,
                mobile=mobile,
                reason=outage.reason,
            )
        else:
            log.info("sms_sent", provider=name, mobile=mobile, kind=message.kind)
            return name
    log.error("sms_unavailable", mobile=mobile, kind=message.kind)
    raise SmsUnavailable


def _send_through(name: str, message: SmsMessage) -> None:
    provider = PROVIDERS.get(name)
    if provider is None:
        raise Outage("unknown_provider")
    provider.send(message)
