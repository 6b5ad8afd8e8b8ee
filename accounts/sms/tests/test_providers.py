"""Each provider against a gateway that checks its signature."""

import pytest

from accounts.sms import (
    SmsMessage,
    SmsNumberRefused,
    SmsUnavailable,
    send_sms,
)
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
