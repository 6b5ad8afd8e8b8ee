"""What the second factor refuses, each with a code that stays."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

if TYPE_CHECKING:
    pass


class SecondFactorWrongError(DomainError):
    code = "second_factor_wrong"
    message = _("动态码不对，或者刚刚用过。请等下一个再试。")


class LastFactorError(DomainError):
    code = "last_factor"
    status = 409
    message = _("工作人员必须保留至少一种两步验证。")
