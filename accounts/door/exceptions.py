"""What is refused at the door, each with a code that stays."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import VerificationCode
from core.exceptions import DomainError


class WrongCredentialsError(DomainError):
    code = "wrong_credentials"
    status = 401
    message = _("账号或密码不对。")


class SignInPausedError(DomainError):
    code = "sign_in_paused"
    status = 429

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(
            ngettext(
                "试的次数太多了，请 %(count)d 分钟后再来，或用验证码登录。",
                "试的次数太多了，请 %(count)d 分钟后再来，或用验证码登录。",
                minutes,
            )
            % {"count": minutes}
        )


class AccountBlockedError(DomainError):
    code = "account_blocked"
    status = 403
    message = _("这个账号已被停用。如有疑问，请联系我们。")


class AccountUnknownError(DomainError):
    """Raised to the owner of a number only: `proved` is the code they had."""

    code = "account_unknown"
    status = 404
    message = _("它还没有注册。")

    def __init__(self, proved: VerificationCode) -> None:
        self.proved = proved
        super().__init__()


class SignUpClosedError(DomainError):
    code = "already_registered"
    status = 409
    message = _("已经注册过了，请直接登录。")


class UsernameTakenError(DomainError):
    code = "username_taken"
    status = 409
    message = _("这个用户名已经有人用了，请换一个。")


class ConsentMissingError(DomainError):
    code = "consent_required"
    message = _("请先阅读并同意用户协议和隐私政策。")


class AgreementDueError(DomainError):
    code = "consent_due"
    status = 403
    message = _("用户协议或隐私政策有更新，请先阅读并同意，再继续使用。")


class ActivationPasswordError(DomainError):
    code = "activation_password"

    def __init__(self, *, is_missing: bool) -> None:
        super().__init__(
            _("请输入注册时设的密码，确认是你本人注册的。")
            if is_missing
            else _("密码和注册时设的不一样。不记得的话，重新注册一次就好。")
        )


class PasswordWrongError(DomainError):
    code = "password_wrong"
    message = _("当前密码不对。")


class PasswordMissingError(DomainError):
    code = "password_required"
    message = _("请输入当前密码。")


class SignInAgainError(DomainError):
    code = "sign_in_again"
    status = 403
    message = _("为了安全，请重新登录后再试。")
