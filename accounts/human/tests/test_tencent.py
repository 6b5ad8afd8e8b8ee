"""Tencent's captcha, against a gateway that checks our signature."""

from collections.abc import Iterator

import pytest

from accounts.human import (
    HumanProof,
    HumanVerificationError,
    HumanVerificationUnavailableError,
    verify_human,
)
from accounts.human.tests.helpers import shown_picture, solved
from accounts.sms.tests.gateways import TencentCaptchaGateway
from accounts.sms.tests.gateways.keys import SETTINGS

GOOD = HumanProof("tencent", "t03good", "@Vki")


@pytest.fixture
def gateway(settings) -> Iterator[TencentCaptchaGateway]:
    for key, value in SETTINGS["captcha"].items():
        setattr(settings, key, value)
    settings.HUMAN_PROVIDER = "tencent"
    settings.SMS_TIMEOUT = 2
    with TencentCaptchaGateway() as running:
        settings.HUMAN_TENCENT_ENDPOINT = running.url
        yield running


def test_a_ticket_is_accepted_once(gateway):
    verify_human(GOOD, address="203.0.113.9")

    assert gateway.messages[0]["UserIp"] == "203.0.113.9"
    with pytest.raises(HumanVerificationError) as refusal:
        verify_human(GOOD, address="203.0.113.9")
    assert refusal.value.code == "human_verification_failed"


@pytest.mark.parametrize(
    ("ticket", "randstr"),
    [("t03good", "@Bad"), ("trerror_1001_x", "@Vki"), ("签", ""), ("a" * 5000, "b")],
)
def test_wrong_tickets_are_refused(gateway, ticket, randstr):
    with pytest.raises(HumanVerificationError) as refusal:
        verify_human(HumanProof("tencent", ticket, randstr), address="203.0.113.9")

    assert refusal.value.code == "human_verification_failed"
    assert gateway.messages == []


def test_somebody_tencent_suspects_is_refused(gateway):
    gateway.mood = "evil"

    with pytest.raises(HumanVerificationError) as refusal:
        verify_human(GOOD, address="203.0.113.9")

    assert refusal.value.code == "human_verification_failed"


@pytest.mark.parametrize("mood", ["server_error", "garbage", "throttled", "hang"])
@pytest.mark.parametrize(
    ("has_picture", "message"),
    [
        (True, "验证服务暂时没有回应，请改用图片验证码。"),
        (False, "验证服务暂时没有回应，请稍后再试。"),
    ],
)
def test_an_outage_says_what_to_do(gateway, settings, mood, has_picture, message):
    settings.HUMAN_PICTURE_FALLBACK = has_picture
    settings.SMS_TIMEOUT = 0.3
    gateway.mood = mood

    with pytest.raises(HumanVerificationUnavailableError) as refusal:
        verify_human(GOOD, address="203.0.113.9")

    assert refusal.value.code == "human_verification_unavailable"
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("TENCENT_SECRET_ID", "wrong"),
        ("TENCENT_SECRET_KEY", "wrong"),
        ("HUMAN_TENCENT_APP_ID", 5),
        ("HUMAN_TENCENT_APP_SECRET", "wrong"),
    ],
)
def test_wrong_keys_are_our_fault_and_not_the_readers(gateway, settings, key, value):
    setattr(settings, key, value)

    with pytest.raises(HumanVerificationUnavailableError):
        verify_human(GOOD, address="203.0.113.9")

    assert gateway.messages == []


@pytest.mark.django_db
def test_only_what_was_chosen_is_accepted(gateway, settings):
    key, letters = shown_picture()
    verify_human(HumanProof("picture", key, letters), address="203.0.113.9")

    settings.HUMAN_PICTURE_FALLBACK = False
    key, letters = shown_picture()
    for proof in (HumanProof("picture", key, letters), HumanProof("altcha", solved())):
        with pytest.raises(HumanVerificationError):
            verify_human(proof, address="203.0.113.9")
