"""What accounts, which lie below and cannot ask, have people told of."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.devices.letters import new_device_letter
from accounts.devices.services import device_name
from accounts.models import Device
from notifications.kinds import Kind, Way
from notifications.services import tell

SIGN_IN = Kind(
    name="sign_in",
    label=_("登录提醒"),
    help_text=_("在新的设备上登录时发邮件给我。"),
    ways={Way.MAIL: True},
)


def tell_new_device(*, device: Device, **_sent: Any) -> None:
    user = device.user
    tell(
        user,
        SIGN_IN.name,
        lambda: new_device_letter(
            user.display_name, device_name(device.user_agent), device.address or ""
        ),
    )
