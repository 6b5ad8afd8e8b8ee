"""Every mail accounts send; each function makes one in the active language."""

from collections.abc import Callable
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.codes.letters import code_letter, not_you, was_it_you
from accounts.devices.letters import new_device_letter
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


def email_change_letter(username: str, address: str) -> Letter:
    return Letter(
        subject=_("确认你的邮箱"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("打开下面的链接，把这个邮箱绑定到你的账号。链接 24 小时内有效。"),
        ],
        button=(_("确认邮箱"), address),
        note=not_you(),
    )


def contact_changed_letter(username: str, what: str) -> Letter:
    return Letter(
        subject=_("账号的%(what)s已更改") % {"what": what},
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你账号的%(what)s刚刚更改了。") % {"what": what},
        ],
        note=was_it_you(),
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


def export_ready_letter(username: str, address: str) -> Letter:
    return Letter(
        subject=_("你的数据准备好了"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你要的个人数据已经打包好，7 天之内可以下载。下载前需要登录。"),
        ],
        button=(_("下载数据"), address),
        note=was_it_you(),
    )


def deletion_begun_letter(username: str, due: date, address: str) -> Letter:
    return Letter(
        subject=_("账号将被注销"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("按你的申请，账号将在 %(date)s 注销。在那之前登录，可以随时撤回。")
            % {"date": formats.date_format(due)},
        ],
        button=(_("撤回申请"), address),
        note=was_it_you(),
    )


def deletion_done_letter(username: str) -> Letter:
    return Letter(
        subject=_("账号已注销"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你的账号已经注销，个人信息已删除。谢谢你来过。"),
        ],
    )


_LINK = "https://example.com/accounts/…"


SAMPLES: dict[str, Callable[[], Letter]] = {
    "code": lambda: code_letter("042917", 5),
    "activation": lambda: activation_letter("林闻", _LINK),
    "already-registered": lambda: already_registered_letter("林闻", _LINK),
    "reset": lambda: reset_letter("林闻", _LINK),
    "email-change": lambda: email_change_letter("林闻", _LINK),
    "contact-changed": lambda: contact_changed_letter("林闻", _("手机号")),
    "password-changed": lambda: password_changed_letter("林闻"),
    "new-device": lambda: new_device_letter("林闻", "Firefox · Linux", "192.0.2.7"),
    "export-ready": lambda: export_ready_letter("林闻", _LINK),
    "deletion-begun": lambda: deletion_begun_letter("林闻", date(2026, 12, 1), _LINK),
    "deletion-done": lambda: deletion_done_letter("林闻"),
}
