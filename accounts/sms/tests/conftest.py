"""The three gateways, running, and the site set up to use them in this order."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from accounts.sms.tests.gateways import (
    AliyunGateway,
    RonglianGateway,
    TencentSmsGateway,
)
from accounts.sms.tests.gateways.base import Gateway
from accounts.sms.tests.gateways.keys import ENDPOINTS, SETTINGS

MAKERS = {
    "tencent": TencentSmsGateway,
    "aliyun": AliyunGateway,
    "ronglian": RonglianGateway,
}


@dataclass
class Gateways:
    tencent: Gateway
    aliyun: Gateway
    ronglian: Gateway

    def __getitem__(self, name: str) -> Gateway:
        return getattr(self, name)


@pytest.fixture
def gateways(settings) -> Iterator[Gateways]:
    """All three up and in a good mood; `SMS_PROVIDERS` names them all."""
    settings.SMS_TIMEOUT = 2
    settings.SMS_PROVIDERS = list(MAKERS)
    with ExitStack() as stack:
        running = {name: stack.enter_context(make()) for name, make in MAKERS.items()}
        for name, gateway in running.items():
            setattr(settings, ENDPOINTS[name], gateway.url)
            for key, value in SETTINGS[name].items():
                setattr(settings, key, value)
        yield Gateways(**running)
