"""Aliyun SMS: SendSms, version 2017-05-25, signed with ACS3-HMAC-SHA256.

Source of the signature: "V3 request structure and signature" in Aliyun's help
(https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils import timezone

from accounts.sms.exceptions import NumberRefused, Outage
from accounts.sms.http import post_json
from accounts.sms.message import MAINLAND, SmsMessage, template_of

REQUIRED = (
    "SMS_ALIYUN_ACCESS_KEY_ID",
    "SMS_ALIYUN_ACCESS_KEY_SECRET",
    "SMS_ALIYUN_SIGN",
    "SMS_ALIYUN_TEMPLATES",
)
ALGORITHM = "ACS3-HMAC-SHA256"
# Malformed; on a black list of the carriers. (isv.BLACK_KEY_CONTROL_LIMIT means the
# content by the help, the number by hearsay: another provider may well send it.)
NUMBER_CODES = {"isv.MOBILE_NUMBER_ILLEGAL", "MOBILE_IN_BLACK"}


def send(message: SmsMessage) -> None:
    """Send one message. Raises Outage or NumberRefused."""
    query = canonical_query(_params(message))
    endpoint = settings.SMS_ALIYUN_ENDPOINT
    headers = {
        "host": urlsplit(endpoint).netloc,
        "x-acs-action": "SendSms",
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
        "x-acs-date": f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": secrets.token_hex(16),
        "x-acs-version": "2017-05-25",
    }
    headers["Authorization"] = authorization(
        query,
        headers,
        key_id=settings.SMS_ALIYUN_ACCESS_KEY_ID,
        secret=settings.SMS_ALIYUN_ACCESS_KEY_SECRET,
    )
    answer = post_json(f"{endpoint}/?{query}", headers=headers, body=b"")
    code = str(answer.get("Code", "garbage"))
    if code in NUMBER_CODES:
        raise NumberRefused(code)
    if code != "OK":
        raise Outage(code)


def _params(message: SmsMessage) -> dict[str, str]:
    # Mainland numbers bare, others with their country code and no plus sign.
    number = message.mobile.removeprefix(MAINLAND).removeprefix("+")
    return {
        "PhoneNumbers": number,
        "SignName": settings.SMS_ALIYUN_SIGN,
        "TemplateCode": template_of(message, settings.SMS_ALIYUN_TEMPLATES),
        "TemplateParam": json.dumps(dict(message.params), ensure_ascii=False),
    }


def canonical_query(params: Mapping[str, str]) -> str:
    """Parameters sorted by name and encoded after RFC 3986."""
    return "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}"
        for name, value in sorted(params.items())
    )


def authorization(
    query: str, headers: Mapping[str, str], *, key_id: str, secret: str
) -> str:
    """The `Authorization` header of a POST to `/`; all of `headers` are signed."""
    lines = "".join(f"{name}:{value}\n" for name, value in sorted(headers.items()))
    names = ";".join(sorted(headers))
    digest = headers["x-acs-content-sha256"]
    request = f"POST\n/\n{query}\n{lines}\n{names}\n{digest}"
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(request.encode()).hexdigest()}"
    mac = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return f"{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={mac}"
