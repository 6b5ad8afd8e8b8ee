"""What social login refuses, each with a code that stays."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

if TYPE_CHECKING:
    pass


class ProviderUnknownError(DomainError):
    code = "provider_unknown"
    status = 404
    message = _("这里不能用它登录。请换一种方式。")


class SocialStateError(DomainError):
    code = "social_state"
    message = _("这次登录已失效，可能是等得太久，或换了浏览器。请重新开始。")


class SocialExpiredError(DomainError):
    code = "social_expired"
    status = 410
    message = _("等待的时间超过了 15 分钟，请重新开始。")


class RedirectRefusedError(DomainError):
    code = "redirect_refused"
    message = _("不能回到这个地址。")


class IdentityTakenError(DomainError):
    code = "identity_taken"
    status = 409
    message = _("它已经绑定在另一个账号上。请先用那个账号登录，解绑以后再来。")


class _ProviderError(DomainError):
    """A refusal that names the provider."""

    def __init__(self, title: object) -> None:
        super().__init__(self.message % {"provider": title})


class SocialDeniedError(_ProviderError):
    code = "social_denied"
    status = 403
    message = _("你没有同意%(provider)s登录。想好了可以再来，也可以换一种方式。")


class SocialCodeError(_ProviderError):
    code = "social_code"
    message = _("%(provider)s没有认可这次登录，请重新开始。")


class SocialUnavailableError(_ProviderError):
    code = "social_unavailable"
    status = 502
    message = _("%(provider)s暂时没有正常回应。请稍后再试，或换一种方式。")


class ProviderBoundError(_ProviderError):
    code = "provider_bound"
    status = 409
    message = _("你的账号已经绑定了一个%(provider)s。请先解绑它，再绑定新的。")


class LastWayInError(DomainError):
    code = "last_way_in"
    status = 409
    message = _("这是唯一的登录方式。请先设置密码，或绑定手机号或邮箱。")
