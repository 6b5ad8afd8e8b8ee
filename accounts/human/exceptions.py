"""What is said to somebody who could not be told from a program."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class HumanVerificationError(DomainError):
    """The proof is wrong, expired or was used before."""

    code = "human_verification_failed"
    message = _("验证没有通过，请再试一次。")


class HumanVerificationRequiredError(HumanVerificationError):
    """There is no proof."""

    code = "human_verification_required"
    message = _("请先完成验证。")


class HumanVerificationUnavailableError(HumanVerificationError):
    """The service that judges the proof does not answer."""

    code = "human_verification_unavailable"
    status = 503
    message = _("验证服务暂时没有回应，请稍后再试。")
