"""TC3-HMAC-SHA256 from Tencent's side: does the request carry a right signature?

Written after https://cloud.tencent.com/document/api/382/52072 (signature v3), not
after the SDK.
"""

import hashlib
import hmac
import re
from datetime import UTC, datetime

from accounts.sms.tests.gateways.base import Asked
from accounts.sms.tests.gateways.keys import TENCENT_KEYS

HEADER = re.compile(
    r"TC3-HMAC-SHA256 Credential=(?P<id>[^/]+)/(?P<date>[^/]+)/(?P<service>\w+)/"
    r"tc3_request, SignedHeaders=(?P<names>[\w;-]+), Signature=(?P<mac>[0-9a-f]{64})"
)
MAX_SKEW = 300


def fault(asked: Asked, service: str) -> str:
    """The error code Tencent would answer with, or an empty string."""
    found = HEADER.fullmatch(asked.headers.get("authorization", ""))
    if found is None or found["service"] != service:
        return "AuthFailure.InvalidAuthorization"
    if found["id"] != TENCENT_KEYS["TENCENT_SECRET_ID"]:
        return "AuthFailure.SecretIdNotFound"
    stamp = int(asked.headers["x-tc-timestamp"])
    if abs(datetime.now(UTC).timestamp() - stamp) > MAX_SKEW:
        return "AuthFailure.SignatureExpire"
    names = found["names"].split(";")
    if not {"content-type", "host"} <= set(names):
        return "AuthFailure.InvalidAuthorization"
    secret = TENCENT_KEYS["TENCENT_SECRET_KEY"]
    right = signature(asked, names, stamp, service, secret)
    is_right = hmac.compare_digest(right, found["mac"])
    return "" if is_right else "AuthFailure.SignatureFailure"


def signature(
    asked: Asked, names: list[str], stamp: int, service: str, secret: str
) -> str:
    """What the signature of this request has to be."""
    lines = "".join(f"{name}:{asked.headers[name]}\n" for name in names)
    body = hashlib.sha256(asked.body).hexdigest()
    request = f"POST\n{asked.path}\n{asked.query}\n{lines}\n{';'.join(names)}\n{body}"
    date = f"{datetime.fromtimestamp(stamp, UTC):%Y-%m-%d}"
    digest = hashlib.sha256(request.encode()).hexdigest()
    scope = f"{date}/{service}/tc3_request"
    to_sign = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{digest}"
    key = f"TC3{secret}".encode()
    for part in (date, service, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
