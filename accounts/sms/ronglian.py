"""Ronglian 容联云: template messages of its REST API 2013-12-26.

Its signature is MD5 by the protocol: only as good as the TLS around it.
"""

import base64
import hashlib
import json
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from accounts.sms.exceptions import NumberRefused, Outage
from accounts.sms.http import post_json
from accounts.sms.message import MAINLAND, SmsMessage, ordered_params, template_of

REQUIRED = (
    "SMS_RONGLIAN_ACCOUNT_SID",
    "SMS_RONGLIAN_AUTH_TOKEN",
    "SMS_RONGLIAN_APP_ID",
    "SMS_RONGLIAN_TEMPLATES",
)
SUCCESS = "000000"
# Number on a black list, number malformed.
NUMBER_CODES = {"160034", "160042"}
CHINA = ZoneInfo("Asia/Shanghai")


def send(message: SmsMessage) -> None:
    """Send one message. Raises Outage (also for numbers abroad) or NumberRefused."""
    if not message.is_domestic:
        raise Outage("mainland_only")
    body = {
        "to": message.mobile.removeprefix(MAINLAND),
        "appId": settings.SMS_RONGLIAN_APP_ID,
        "templateId": template_of(message, settings.SMS_RONGLIAN_TEMPLATES),
        "datas": ordered_params(message),
    }
    url, headers = _signed(f"{timezone.now().astimezone(CHINA):%Y%m%d%H%M%S}")
    answer = post_json(url, headers=headers, body=json.dumps(body).encode())
    code = str(answer.get("statusCode", "garbage"))
    if code in NUMBER_CODES:
        raise NumberRefused(code)
    if code != SUCCESS:
        raise Outage(code)


def _signed(stamp: str) -> tuple[str, dict[str, str]]:
    """Address and headers for the moment `stamp`, in Chinese time."""
    sid = settings.SMS_RONGLIAN_ACCOUNT_SID
    secret = f"{sid}{settings.SMS_RONGLIAN_AUTH_TOKEN}{stamp}".encode()
    sig = hashlib.md5(secret, usedforsecurity=False).hexdigest().upper()
    path = f"/2013-12-26/Accounts/{sid}/SMS/TemplateSMS?sig={sig}"
    headers = {
        "Accept": "application/json",
        "Authorization": base64.b64encode(f"{sid}:{stamp}".encode()).decode(),
        "Content-Type": "application/json;charset=utf-8",
    }
    return settings.SMS_RONGLIAN_ENDPOINT + path, headers
