"""Gateways on this machine that check signatures as the real ones do.

Each is a context manager with `url`, `messages` (what was accepted) and `mood`: "ok"
or the way it fails. They sign with the other half of the keys in `keys.py`.
"""

from accounts.sms.tests.gateways.aliyun import AliyunGateway
from accounts.sms.tests.gateways.ronglian import RonglianGateway
from accounts.sms.tests.gateways.tencent import TencentCaptchaGateway, TencentSmsGateway

__all__ = [
    "AliyunGateway",
    "RonglianGateway",
    "TencentCaptchaGateway",
    "TencentSmsGateway",
]
