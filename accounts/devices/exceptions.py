"""What tokens of apps refuse, each with a code that stays."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

if TYPE_CHECKING:
    pass


class TokenInvalidError(DomainError):
    code = "token_invalid"
    status = 401
    message = _("登录已失效，请重新登录。")


class TokenReusedError(DomainError):
    code = "token_reused"
    status = 401
    message = _("这个令牌已经用过。为安全起见，这台设备已退出登录。")


class TokenInUseError(DomainError):
    code = "token_in_use"
    status = 409
    message = _("另一个请求正在更换令牌。")
