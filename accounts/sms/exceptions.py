"""Why a text message did not leave."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class SmsUnavailable(DomainError):
    """No provider could take the message now; trying again later may help."""

    code = "sms_unavailable"
    status = 503
    message = _("短信暂时发不出去，请稍后再试，或换一种方式。")


class SmsNumberRefused(DomainError):
    """The number itself is refused; trying again does not help."""

    code = "sms_number_refused"
    message = _("这个号码收不到短信，请检查一下，或换一个号码。")


class Outage(Exception):
    """One provider could not take the message, for a reason of its own.

    `reason` is a word or the provider's code: safe to log, never the content.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NumberRefused(Exception):
    """One provider says that this number cannot get messages."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
