"""Mails about addresses, numbers and bindings that change."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.codes.letters import SAMPLE_ADDRESS, not_you, was_it_you
from core.letters import Letter


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


SAMPLES: dict[str, Callable[[], Letter]] = {
    "email-change": lambda: email_change_letter("林闻", SAMPLE_ADDRESS),
    "contact-changed": lambda: contact_changed_letter("林闻", _("手机号")),
}
