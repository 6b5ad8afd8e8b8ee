"""Calls to Tencent Cloud API 3.0 through its SDK, for text messages and captcha."""

import logging
from typing import Any
from urllib.parse import urlsplit

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

from django.conf import settings

# At DEBUG the SDK writes whole requests, codes included.
logging.getLogger("tencentcloud_sdk_common").setLevel(logging.INFO)


class TencentError(Exception):
    """The call failed; `code` is Tencent's, or `timeout`, `no_connection`, `garbage`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def call(
    client_class: Any,
    action: str,
    params: dict[str, Any],
    *,
    endpoint: str,
    region: str,
) -> dict[str, Any]:
    """The `Response` object of one call, signed with TC3-HMAC-SHA256.

    Raises TencentError for everything that is not a proper answer.
    """
    client = _client(client_class, endpoint=endpoint, region=region)
    answer: Any = None
    code = "garbage"
    try:
        answer = client.call_json(action, params)["Response"]
    except TencentCloudSDKException as error:
        code = error.get_code() or "unknown"
    except OSError:
        code = "no_connection"
    except (ValueError, KeyError, TypeError):
        code = "garbage"
    # Raised out here: the SDK's exceptions may quote what was sent.
    if not isinstance(answer, dict):
        raise TencentError(code)
    return answer


def _client(client_class: Any, *, endpoint: str, region: str) -> Any:
    address = urlsplit(endpoint)
    http = HttpProfile(
        protocol=address.scheme,
        endpoint=address.netloc,
        reqTimeout=settings.SMS_TIMEOUT,
    )
    credential = Credential(settings.TENCENT_SECRET_ID, settings.TENCENT_SECRET_KEY)
    profile = ClientProfile(signMethod="TC3-HMAC-SHA256", httpProfile=http)
    return client_class(credential, region, profile)
