"""Aliyun SMS, which checks ACS3-HMAC-SHA256 and takes each nonce once."""

import hashlib
import hmac
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from accounts.sms.tests.gateways.base import Asked, Gateway, Sent
from accounts.sms.tests.gateways.keys import SETTINGS

HEADER = re.compile(
    r"ACS3-HMAC-SHA256 Credential=(?P<id>[^,]+),SignedHeaders=(?P<names>[\w;-]+),"
    r"Signature=(?P<mac>[0-9a-f]{64})"
)
MAX_SKEW = 900
MOODS = {
    "limit": "isv.BUSINESS_LIMIT_CONTROL",
    "no_money": "isv.AMOUNT_NOT_ENOUGH",
    "bad_number": "isv.MOBILE_NUMBER_ILLEGAL",
    "black_list": "MOBILE_IN_BLACK",
}


class AliyunGateway(Gateway):
    """Further moods: limit, no_money, bad_number, black_list."""

    def __init__(self) -> None:
        super().__init__()
        self.nonces: set[str] = set()

    def reply(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        if code := self._fault(asked):
            return 400, {"Code": code, "Message": code, "RequestId": "r-1"}
        if asked.headers.get("x-acs-action") != "SendSms":
            return 404, {"Code": "InvalidAction.NotFound", "RequestId": "r-1"}
        code = MOODS.get(self.mood, "OK")
        if code == "OK":
            self.messages.append(_sent(dict(parse_qsl(asked.query))))
        return 200, {"Code": code, "Message": code, "RequestId": "r-1"}

    def _fault(self, asked: Asked) -> str:
        found = HEADER.fullmatch(asked.headers.get("authorization", ""))
        if found is None:
            return "IncompleteSignature"
        keys = SETTINGS["aliyun"]
        if found["id"] != keys["SMS_ALIYUN_ACCESS_KEY_ID"]:
            return "InvalidAccessKeyId.NotFound"
        stamp = datetime.strptime(asked.headers["x-acs-date"], "%Y-%m-%dT%H:%M:%S%z")
        if abs((datetime.now(UTC) - stamp).total_seconds()) > MAX_SKEW:
            return "InvalidTimeStamp.Expired"
        right = signature(asked, found["names"], keys["SMS_ALIYUN_ACCESS_KEY_SECRET"])
        if not hmac.compare_digest(right, found["mac"]):
            return "SignatureDoesNotMatch"
        nonce = asked.headers["x-acs-signature-nonce"]
        if nonce in self.nonces:
            return "SignatureNonceUsed"
        self.nonces.add(nonce)
        return ""


def signature(asked: Asked, names: str, secret: str) -> str:
    """What the signature has to be. All `x-acs-` headers count, whether the client says so or not."""
    counted = sorted(
        name
        for name in asked.headers
        if name in {"host", "content-type"} & set(names.split(";"))
        or name.startswith("x-acs-")
    )
    lines = "".join(f"{name}:{asked.headers[name].strip()}\n" for name in counted)
    pairs = sorted(parse_qsl(asked.query, keep_blank_values=True))
    query = "&".join(f"{_encode(name)}={_encode(value)}" for name, value in pairs)
    body = hashlib.sha256(asked.body).hexdigest()
    parts = ["POST", asked.path, query, lines, ";".join(counted), body]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    to_sign = f"ACS3-HMAC-SHA256\n{digest}".encode()
    return hmac.new(secret.encode(), to_sign, hashlib.sha256).hexdigest()


def _encode(text: str) -> str:
    """RFC 3986 as the help spells it out: form encoding, then three corrections."""
    return quote_plus(text).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")


def _sent(query: dict[str, str]) -> Sent:
    return Sent(
        number=query["PhoneNumbers"],
        template=query["TemplateCode"],
        params=json.loads(query["TemplateParam"]),
        sign=query["SignName"],
    )
