"""Ronglian 容联云, which checks the sum in the address and the header."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from accounts.sms.tests.gateways.base import Asked, Gateway, Sent
from accounts.sms.tests.gateways.keys import SETTINGS

MAX_SKEW = 86_400
MOODS = {
    "limit": "160040",
    "no_money": "172012",
    "bad_number": "160042",
    "black_list": "160034",
}


class RonglianGateway(Gateway):
    """Further moods: limit, no_money, bad_number, black_list."""

    def reply(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        code = _fault(asked) or MOODS.get(self.mood, "000000")
        if code != "000000":
            return 200, {"statusCode": code, "statusMsg": code}
        asked_for = json.loads(asked.body)
        self.messages.append(
            Sent(
                number=asked_for["to"],
                template=asked_for["templateId"],
                params=asked_for["datas"],
            )
        )
        return 200, {"statusCode": code, "templateSMS": {"smsMessageSid": "m-1"}}


def _fault(asked: Asked) -> str:
    keys = SETTINGS["ronglian"]
    sid = keys["SMS_RONGLIAN_ACCOUNT_SID"]
    if asked.path != f"/2013-12-26/Accounts/{sid}/SMS/TemplateSMS":
        return "111100"
    header = base64.b64decode(asked.headers["authorization"]).decode()
    name, _, stamp = header.partition(":")
    if name != sid:
        return "111101"
    made = datetime.strptime(f"{stamp}+0800", "%Y%m%d%H%M%S%z")
    if abs((datetime.now(UTC) - made).total_seconds()) > MAX_SKEW:
        return "111107"
    sum_of = f"{sid}{keys['SMS_RONGLIAN_AUTH_TOKEN']}{stamp}".encode()
    right = hashlib.md5(sum_of, usedforsecurity=False).hexdigest().upper()
    if parse_qs(asked.query).get("sig") != [right]:
        return "111109"
    if json.loads(asked.body)["appId"] != keys["SMS_RONGLIAN_APP_ID"]:
        return "111181"
    return ""
