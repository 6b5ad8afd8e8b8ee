"""One way to ask a gateway: 5 seconds, no redirects, nothing personal in logs."""

import logging
from collections.abc import Mapping
from typing import Any

import requests

from django.conf import settings

from accounts.sms.exceptions import Outage

# At DEBUG it writes addresses, and some gateways want the code in theirs.
logging.getLogger("urllib3").setLevel(logging.INFO)


def post_json(url: str, *, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """POST and return the JSON object in the answer, also of a 4xx.

    Raises Outage for time-outs, broken connections, 5xx and answers that are no
    JSON object.
    """
    answer, reason = None, "no_connection"
    try:
        answer = requests.post(
            url,
            data=body,
            headers=dict(headers),
            timeout=settings.SMS_TIMEOUT,
            allow_redirects=False,
        )
    except requests.Timeout:
        reason = "timeout"
    except requests.RequestException:
        reason = "no_connection"
    # Raised out here: the exceptions above carry the address, and so the code.
    if answer is None:
        raise Outage(reason)
    if answer.status_code >= 500:
        raise Outage(f"http_{answer.status_code}")
    return _object(answer)


def _object(answer: requests.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Outage("garbage")
    return found
