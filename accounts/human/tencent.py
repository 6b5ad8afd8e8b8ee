"""Tencent Cloud Captcha: DescribeCaptchaResult, version 2019-07-22."""

import structlog
from tencentcloud.captcha.v20190722.captcha_client import CaptchaClient

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.human.exceptions import (
    HumanVerificationError,
    HumanVerificationUnavailableError,
)
from accounts.sms.tencent_cloud import TencentError, call

log = structlog.get_logger(__name__)

REQUIRED = (
    "TENCENT_SECRET_ID",
    "TENCENT_SECRET_KEY",
    "HUMAN_TENCENT_APP_ID",
    "HUMAN_TENCENT_APP_SECRET",
)
PASSED = 1
# Our own settings are wrong, not the reader: application, secret.
MISTAKES = {16, 100}
EVIL = 100
CAPTCHA_TYPE = 9
# Real tickets have about 170 letters.
LONGEST = 1024


def verify(ticket: str, randstr: str, *, address: str) -> None:
    """Let Tencent judge the ticket, which it does once.

    Raises HumanVerificationError, and HumanVerificationUnavailableError where Tencent
    does not answer or does not know us.
    """
    if len(ticket) + len(randstr) > LONGEST:
        raise HumanVerificationError
    try:
        answer = call(
            CaptchaClient,
            "DescribeCaptchaResult",
            {
                "CaptchaType": CAPTCHA_TYPE,
                "Ticket": ticket,
                "Randstr": randstr,
                "UserIp": address,
                "CaptchaAppId": settings.HUMAN_TENCENT_APP_ID,
                "AppSecretKey": settings.HUMAN_TENCENT_APP_SECRET,
            },
            endpoint=settings.HUMAN_TENCENT_ENDPOINT,
            region="",
        )
    except TencentError as error:
        raise _unavailable(error.code) from None
    code = answer.get("CaptchaCode")
    if code in MISTAKES or not isinstance(code, int):
        raise _unavailable(f"captcha_{code}")
    if code != PASSED or answer.get("EvilLevel") == EVIL:
        raise HumanVerificationError


def _unavailable(reason: str) -> HumanVerificationUnavailableError:
    log.error("human_verification_unavailable", provider="tencent", reason=reason)
    if settings.HUMAN_PICTURE_FALLBACK:
        return HumanVerificationUnavailableError(
            _("验证服务暂时没有回应，请改用图片验证码。")
        )
    return HumanVerificationUnavailableError()
