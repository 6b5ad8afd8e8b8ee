"""What copies of data are refused, each with a code that stays."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

if TYPE_CHECKING:
    pass


class ExportTooSoonError(DomainError):
    code = "export_too_soon"
    status = 429
    message = _("一天只能打包一次，请明天再来。")


class ExportGoneError(DomainError):
    code = "export_gone"
    status = 410
    message = _("这份数据已过期，请重新打包。")
