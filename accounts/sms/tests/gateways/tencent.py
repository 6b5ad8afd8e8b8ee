"""Tencent Cloud: SendSms and DescribeCaptchaResult."""

import json
from typing import Any

from accounts.sms.tests.gateways import tc3
from accounts.sms.tests.gateways.base import Asked, Gateway, Sent
from accounts.sms.tests.gateways.keys import SETTINGS

MOODS = {
    "limit": "LimitExceeded.PhoneNumberDailyLimit",
    "no_money": "FailedOperation.InsufficientBalanceInSmsPackage",
    "bad_number": "InvalidParameterValue.IncorrectPhoneNumber",
    "black_list": "FailedOperation.PhoneNumberInBlacklist",
}


def _error(code: str) -> tuple[int, dict[str, Any]]:
    """Errors come with HTTP 200, as the real ones do."""
    return 200, {
        "Response": {"Error": {"Code": code, "Message": code}, "RequestId": "r-1"}
    }


class TencentSmsGateway(Gateway):
    """Further moods: limit, no_money, bad_number, black_list; throttled as a whole."""

    def reply(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        if code := tc3.fault(asked, "sms"):
            return _error(code)
        if asked.headers.get("x-tc-action") != "SendSms":
            return _error("InvalidAction")
        if self.mood == "throttled":
            return _error("RequestLimitExceeded")
        if self.mood == "no_status":
            return 200, {"Response": {"RequestId": "r-1"}}
        asked_for = json.loads(asked.body)
        code = MOODS.get(self.mood, "Ok")
        if asked_for["SmsSdkAppId"] != SETTINGS["tencent"]["SMS_TENCENT_APP_ID"]:
            code = "UnauthorizedOperation.SmsSdkAppIdVerifyFail"
        if code == "Ok":
            self.messages.append(_sent(asked_for))
        status = {"Code": code, "PhoneNumber": asked_for["PhoneNumberSet"][0]}
        return 200, {"Response": {"SendStatusSet": [status], "RequestId": "r-1"}}


def _sent(asked_for: dict[str, Any]) -> Sent:
    (number,) = asked_for["PhoneNumberSet"]
    return Sent(
        number=number,
        template=asked_for["TemplateId"],
        params=asked_for["TemplateParamSet"],
        sign=asked_for.get("SignName", ""),
    )


class TencentCaptchaGateway(Gateway):
    """Knows the tickets in `tickets` (ticket: randstr), each of them once.

    Further moods: evil (a ticket of somebody suspicious), throttled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tickets = {"t03good": "@Vki"}

    def reply(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        if code := tc3.fault(asked, "captcha"):
            return _error(code)
        if self.mood == "throttled":
            return _error("RequestLimitExceeded")
        asked_for = json.loads(asked.body)
        code = self._code(asked_for)
        if code == 1:
            self.messages.append(asked_for)
        evil = 100 if self.mood == "evil" else 0
        answer = {"CaptchaCode": code, "EvilLevel": evil, "RequestId": "r-1"}
        return 200, {"Response": answer}

    def _code(self, asked_for: dict[str, Any]) -> int:
        keys = SETTINGS["captcha"]
        if asked_for["CaptchaType"] != 9 or not asked_for["UserIp"]:
            return 21
        if asked_for["CaptchaAppId"] != keys["HUMAN_TENCENT_APP_ID"]:
            return 16
        if asked_for["AppSecretKey"] != keys["HUMAN_TENCENT_APP_SECRET"]:
            return 100
        known = [message["Ticket"] for message in self.messages]
        if asked_for["Ticket"] in known:
            return 9
        randstr = self.tickets.get(asked_for["Ticket"])
        if randstr is None:
            return 15
        return 1 if randstr == asked_for["Randstr"] else 7
