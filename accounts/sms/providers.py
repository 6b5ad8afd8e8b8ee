"""The providers a site can choose from, by the names used in `SMS_PROVIDERS`."""

from typing import Protocol

from accounts.sms import aliyun, console, ronglian, tencent
from accounts.sms.message import SmsMessage


class Provider(Protocol):
    """A module with the settings it cannot do without and one function.

    `send` raises Outage or NumberRefused, and nothing else.
    """

    @property
    def REQUIRED(self) -> tuple[str, ...]: ...

    def send(self, message: SmsMessage) -> None: ...


PROVIDERS: dict[str, Provider] = {
    "console": console,
    "tencent": tencent,
    "aliyun": aliyun,
    "ronglian": ronglian,
}
