"""What is sent, and what every provider needs to know about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

from accounts.sms.exceptions import Outage

MAINLAND = "+86"


@dataclass(frozen=True)
class SmsMessage:
    """One text message. `mobile` is E.164; `params` fill the template of `kind`."""

    mobile: str
    kind: str
    # A code must not show up where a message is printed.
    params: Mapping[str, str] = field(repr=False)
    language: str = "zh-hans"

    @property
    def is_domestic(self) -> bool:
        return self.mobile.startswith(MAINLAND)


def template_of(message: SmsMessage, templates: Mapping[str, str]) -> str:
    """The template for the message's kind and language, else for its kind.

    `templates` has keys like `code` or `code.en`. Raises Outage without one.
    """
    keys = (f"{message.kind}.{message.language}", message.kind)
    for key in keys:
        if templates.get(key):
            return templates[key]
    raise Outage("no_template")


def ordered_params(message: SmsMessage) -> list[str]:
    """The parameters in the order in which templates without names count them."""
    names = settings.SMS_TEMPLATE_PARAMS
    return [message.params[name] for name in names if name in message.params]
