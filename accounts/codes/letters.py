"""The mail that carries a code, and what every letter about an account ends with."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.letters import Letter

# Where the buttons of samples lead.
SAMPLE_ADDRESS = "https://example.com/accounts/…"


def not_you() -> str:
    """The note of a letter that somebody else may have asked for."""
    return _("如果不是你本人操作，请不用理会这封邮件。")


def was_it_you() -> str:
    """The note of a letter about something that has happened."""
    return _("如果不是你本人操作，请立即重置密码，并在“登录设备”里退出所有设备。")


def code_letter(digits: str, minutes: int) -> Letter:
    return Letter(
        subject=_("验证码 %(digits)s") % {"digits": digits},
        sentences=[
            ngettext(
                "你的验证码如下，%(count)d 分钟内有效，只能用一次。",
                "你的验证码如下，%(count)d 分钟内有效，只能用一次。",
                minutes,
            )
            % {"count": minutes}
        ],
        digits=digits,
        note=_("请不要把验证码告诉任何人，我们的工作人员不会向你索要。"),
    )


SAMPLES: dict[str, Callable[[], Letter]] = {
    "code": lambda: code_letter("042917", 5),
}
