"""What codes and links refuse, each with a code that stays."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.exceptions import DomainError


class CodeTooSoonError(DomainError):
    code = "code_too_soon"
    status = 429

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(
            ngettext("请 %(count)d 秒后再发。", "请 %(count)d 秒后再发。", wait)
            % {"count": wait}
        )


class SendingLimitError(DomainError):
    code = "sending_limit"
    status = 429
    message = _("验证码和邮件发得太多了，请过一阵再试，或换一种方式。")


class CodeBudgetError(DomainError):
    code = "code_budget"
    status = 503
    message = _("今天暂时不能再发验证码，请换一种方式，或稍后再试。")


class CodeWrongError(DomainError):
    code = "code_wrong"
    message = _("验证码不对，请再看一眼。")


class CodeExpiredError(DomainError):
    code = "code_expired"
    message = _("验证码已失效，请重新获取。")


class CodeBurnedError(DomainError):
    code = "code_burned"
    message = _("输错的次数太多，这个验证码已作废，请重新获取。")


class LinkInvalidError(DomainError):
    code = "link_invalid"
    message = _("这个链接不完整或已被改动，请从邮件里重新打开。")


class LinkExpiredError(DomainError):
    code = "link_expired"
    message = _("这个链接已失效，请重新获取一个。")
