"""The mail that tells of a sign-in on a new device."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.codes.letters import was_it_you
from core.letters import Letter


def new_device_letter(username: str, device: str, address: str) -> Letter:
    return Letter(
        subject=_("新设备登录"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你的账号刚刚在新设备上登录：%(device)s（%(address)s）。")
            % {"device": device, "address": address},
        ],
        note=was_it_you(),
    )


SAMPLES: dict[str, Callable[[], Letter]] = {
    "new-device": lambda: new_device_letter("林闻", "Firefox · Linux", "192.0.2.7"),
}
