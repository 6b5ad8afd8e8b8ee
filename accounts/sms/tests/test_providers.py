"""Each provider against a gateway that checks its signature."""

import pytest

from accounts.sms import (
    SmsMessage,
    SmsNumberRefused,
    SmsUnavailable,
    send_sms,
)
from accounts.sms.aliyun import authorization
from accounts.sms.tests.gateways.base import Sent

MAINLAND = SmsMessage(
    mobile="+8613812345678", kind="code", params={"code": "135790", "minutes": "5"}
)
HONG_KONG = SmsMessage(
    mobile="+85291234567",
    kind="code",
    params={"code": "135790", "minutes": "5"},
    language="en",
)
NAMED = {"code": "135790", "minutes": "5"}
ORDERED = ["135790", "5"]


@pytest.mark.parametrize(
    ("name", "message", "expected"),
    [
        ("tencent", MAINLAND, Sent("+8613812345678", "1110", ORDERED, "荏苒")),
        ("tencent", HONG_KONG, Sent("+85291234567", "1111", ORDERED)),
        ("aliyun", MAINLAND, Sent("13812345678", "SMS_2220", NAMED, "荏苒")),
        ("aliyun", HONG_KONG, Sent("85291234567", "SMS_2220", NAMED, "荏苒")),
        ("ronglian", MAINLAND, Sent("13812345678", "1", ORDERED)),
    ],
)
def test_a_signed_message_arrives(gateways, settings, name, message, expected):
    settings.SMS_PROVIDERS = [name]

    taken_by = send_sms(message)

    assert taken_by == name
    assert gateways[name].messages == [expected]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("tencent", "TENCENT_SECRET_ID"),
        ("tencent", "TENCENT_SECRET_KEY"),
        ("tencent", "SMS_TENCENT_APP_ID"),
        ("aliyun", "SMS_ALIYUN_ACCESS_KEY_ID"),
        ("aliyun", "SMS_ALIYUN_ACCESS_KEY_SECRET"),
        ("ronglian", "SMS_RONGLIAN_ACCOUNT_SID"),
        ("ronglian", "SMS_RONGLIAN_AUTH_TOKEN"),
        ("ronglian", "SMS_RONGLIAN_APP_ID"),
    ],
)
def test_a_wrong_key_is_an_outage_of_this_provider(gateways, settings, name, key):
    settings.SMS_PROVIDERS = [name]
    setattr(settings, key, "wrong")

    with pytest.raises(SmsUnavailable):
        send_sms(MAINLAND)

    assert gateways[name].messages == []
    assert len(gateways[name].asked) == 1


@pytest.mark.parametrize("name", ["tencent", "aliyun", "ronglian"])
@pytest.mark.parametrize("mood", ["bad_number", "black_list"])
def test_a_refused_number_is_final(gateways, settings, name, mood):
    others = [other for other in ("tencent", "aliyun", "ronglian") if other != name]
    settings.SMS_PROVIDERS = [name, *others]
    gateways[name].mood = mood

    with pytest.raises(SmsNumberRefused) as refusal:
        send_sms(MAINLAND)

    assert refusal.value.code == "sms_number_refused"
    assert [gateways[other].asked for other in others] == [[], []]


def test_ronglian_leaves_numbers_abroad_to_others(gateways, settings):
    settings.SMS_PROVIDERS = ["ronglian", "aliyun"]

    assert send_sms(HONG_KONG) == "aliyun"
    assert gateways.ronglian.asked == []


def test_the_example_of_aliyuns_help_gets_the_signature_printed_there():
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": (
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    query = (
        "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
        "&RegionId=cn-shanghai"
    )

    header = authorization(
        query, headers, key_id="YourAccessKeyId", secret="YourAccessKeySecret"
    )

    assert header.endswith(
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )
