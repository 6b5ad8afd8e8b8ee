"""What is refused to people who leave, each with a code that stays."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

if TYPE_CHECKING:
    pass


class StaffLeavingError(DomainError):
    code = "staff_account"
    status = 403
    message = _("这是工作人员的账号，请先让管理员收回权限，再来注销。")


class LeavingBegunError(DomainError):
    code = "deletion_begun"
    status = 409
    message = _("账号正在注销，已经不能撤回。")
