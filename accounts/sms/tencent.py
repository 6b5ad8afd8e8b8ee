"""Tencent Cloud SMS: SendSms, version 2021-01-11."""

from typing import Any

from tencentcloud.sms.v20210111.sms_client import SmsClient

from django.conf import settings

from accounts.sms.exceptions import NumberRefused, Outage
from accounts.sms.message import SmsMessage, ordered_params, template_of
from accounts.sms.tencent_cloud import TencentError, call

REQUIRED = (
    "TENCENT_SECRET_ID",
    "TENCENT_SECRET_KEY",
    "SMS_TENCENT_APP_ID",
    "SMS_TENCENT_SIGN",
    "SMS_TENCENT_TEMPLATES",
)
# The names are those of the SDK's errorcodes.py.
NUMBER_CODES = {
    "FailedOperation.PhoneNumberInBlacklist",
    "FailedOperation.PhoneNumberParseFail",
    "InvalidParameterValue.IncorrectPhoneNumber",
}


def send(message: SmsMessage) -> None:
    """Send one message. Raises Outage or NumberRefused."""
    try:
        answer = call(
            SmsClient,
            "SendSms",
            _params(message),
            endpoint=settings.SMS_TENCENT_ENDPOINT,
            region=settings.SMS_TENCENT_REGION,
        )
    except TencentError as error:
        code = error.code
    else:
        code = _code_of(answer)
    if code in NUMBER_CODES:
        raise NumberRefused(code)
    if code != "Ok":
        raise Outage(code)


def _params(message: SmsMessage) -> dict[str, Any]:
    params: dict[str, Any] = {
        "PhoneNumberSet": [message.mobile],
        "SmsSdkAppId": settings.SMS_TENCENT_APP_ID,
        "TemplateId": template_of(message, settings.SMS_TENCENT_TEMPLATES),
        "TemplateParamSet": ordered_params(message),
    }
    if message.is_domestic:
        # Signs for mainland numbers are not valid abroad, where none is needed.
        params["SignName"] = settings.SMS_TENCENT_SIGN
    return params


def _code_of(answer: dict[str, Any]) -> str:
    """A call may succeed as a whole and still fail for its one number."""
    try:
        return str(answer["SendStatusSet"][0]["Code"])
    except (KeyError, IndexError, TypeError):
        return "garbage"
