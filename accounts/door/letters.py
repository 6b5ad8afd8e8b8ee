"""Mails about signing up and passwords."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.codes.letters import SAMPLE_ADDRESS, not_you, was_it_you
from core.letters import Letter


def activation_letter(username: str, address: str) -> Letter:
    return Letter(
        subject=_("激活你的账号"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("再走一步就好：打开下面的链接，账号即刻启用。链接 24 小时内有效。"),
        ],
        button=(_("激活账号"), address),
        note=not_you(),
    )


def already_registered_letter(username: str, address: str) -> Letter:
    return Letter(
        subject=_("你已经注册过了"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("刚才有人用这个邮箱注册，而它已经是你的账号。直接登录就好。"),
        ],
        button=(_("去登录"), address),
        note=_("忘记密码的话，登录页上可以重置。") + not_you(),
    )


def reset_letter(username: str, address: str) -> Letter:
    return Letter(
        subject=_("重置密码"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("打开下面的链接设置新密码。链接 30 分钟内有效，只能用一次。"),
        ],
        button=(_("设置新密码"), address),
        note=not_you() + _("你的密码没有变。"),
    )


def password_changed_letter(username: str) -> Letter:
    return Letter(
        subject=_("密码已更改"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你的密码刚刚更改了，其他设备都已退出登录。"),
        ],
        note=was_it_you(),
    )


SAMPLES: dict[str, Callable[[], Letter]] = {
    "activation": lambda: activation_letter("林闻", SAMPLE_ADDRESS),
    "already-registered": lambda: already_registered_letter("林闻", SAMPLE_ADDRESS),
    "reset": lambda: reset_letter("林闻", SAMPLE_ADDRESS),
    "password-changed": lambda: password_changed_letter("林闻"),
}
