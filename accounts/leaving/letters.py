"""Mails to people who leave."""

from collections.abc import Callable
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.codes.letters import SAMPLE_ADDRESS, was_it_you
from core.letters import Letter


def leaving_begun_letter(username: str, due: date, address: str) -> Letter:
    return Letter(
        subject=_("账号将被注销"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _(
                "按你的申请，账号将在 %(date)s 注销。在那之前随时可以撤回：登录后按“撤回注销”。"
            )
            % {"date": formats.date_format(due)},
        ],
        button=(_("撤回申请"), address),
        note=was_it_you(),
    )


def leaving_done_letter(username: str) -> Letter:
    return Letter(
        subject=_("账号已注销"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你的账号已经注销，个人信息已删除。谢谢你来过。"),
        ],
    )


SAMPLES: dict[str, Callable[[], Letter]] = {
    "leaving-begun": lambda: leaving_begun_letter(
        "林闻", date(2026, 12, 1), SAMPLE_ADDRESS
    ),
    "leaving-done": lambda: leaving_done_letter("林闻"),
}
