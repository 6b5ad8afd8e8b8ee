"""Each signature against what the provider has printed, and the gateways against it too."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, parse_qsl

import pytest
import time_machine

from accounts.sms import SmsMessage, send_sms
from accounts.sms.aliyun import authorization, canonical_query
from accounts.sms.tests.gateways import aliyun, tc3
from accounts.sms.tests.gateways.base import Asked

MESSAGE = SmsMessage(
    mobile="+8613812345678", kind="code", params={"code": "135790", "minutes": "5"}
)
NOON = datetime(2026, 12, 1, 4, 0, 5, tzinfo=UTC)

# "V3 request structure and signature" in Aliyun's help, its example of RunInstances.
ALIYUN_HEADERS = {
    "host": "ecs.cn-shanghai.aliyuncs.com",
    "x-acs-action": "RunInstances",
    "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
    "x-acs-date": "2023-10-26T10:22:32Z",
    "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    "x-acs-version": "2014-05-26",
}
ALIYUN_QUERY = (
    "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"
)
ALIYUN_MAC = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"

# "Signature v3" in Tencent Cloud's help, its example of DescribeInstances.
TENCENT_BODY = (
    b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], '
    b'"Name": "instance-name"}]}'
)
TENCENT_MAC = "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"


# --- Aliyun --------------------------------------------------------------------------


def test_the_example_of_aliyuns_help_gets_the_signature_printed_there():
    header = authorization(
        ALIYUN_QUERY,
        ALIYUN_HEADERS,
        key_id="YourAccessKeyId",
        secret="YourAccessKeySecret",
    )

    scheme, _, rest = header.partition(" ")
    assert scheme == "ACS3-HMAC-SHA256"
    assert rest == (
        "Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        f"Signature={ALIYUN_MAC}"
    )


def test_the_gateway_that_stands_for_aliyun_asks_for_the_same():
    asked = Asked("/", ALIYUN_QUERY, ALIYUN_HEADERS, b"")
    names = ";".join(sorted(ALIYUN_HEADERS))

    assert aliyun.signature(asked, names, "YourAccessKeySecret") == ALIYUN_MAC


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("荏苒", "%E8%8D%8F%E8%8B%92"),
        ("a b+c", "a%20b%2Bc"),
        ("*~/", "%2A~%2F"),
        ('{"code": "1"}', "%7B%22code%22%3A%20%221%22%7D"),
    ],
)
def test_values_are_written_after_rfc_3986(value, written):
    assert canonical_query({"SignName": value}) == f"SignName={written}"


def test_parameters_are_sorted_by_name():
    assert canonical_query({"b": "2", "B": "1", "a": "3"}) == "B=1&a=3&b=2"


def test_a_request_to_aliyun_says_all_that_is_signed(gateways, settings):
    settings.SMS_PROVIDERS = ["aliyun"]

    with time_machine.travel(NOON, tick=False):
        send_sms(MESSAGE)

    [asked] = gateways.aliyun.asked
    assert asked.path == "/"
    assert asked.body == b""
    assert asked.headers["x-acs-date"] == "2026-12-01T04:00:05Z"
    assert asked.headers["x-acs-action"] == "SendSms"
    assert asked.headers["x-acs-version"] == "2017-05-25"
    assert asked.headers["host"] == gateways.aliyun.url.removeprefix("http://")
    query = dict(parse_qsl(asked.query))
    assert json.loads(query["TemplateParam"]) == {"code": "135790", "minutes": "5"}


def test_each_request_to_aliyun_has_a_nonce_of_its_own(gateways, settings):
    settings.SMS_PROVIDERS = ["aliyun"]

    send_sms(MESSAGE)
    send_sms(MESSAGE)

    nonces = [asked.headers["x-acs-signature-nonce"] for asked in gateways.aliyun.asked]
    assert len(set(nonces)) == 2
    assert all(len(nonce) == 32 for nonce in nonces)


# --- Tencent -------------------------------------------------------------------------


def test_the_gateway_that_stands_for_tencent_asks_for_what_is_printed():
    headers = {
        "content-type": "application/json; charset=utf-8",
        "host": "cvm.tencentcloudapi.com",
    }
    secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"

    found = tc3.signature(
        Asked("/", "", headers, TENCENT_BODY), [*headers], 1551113065, "cvm", secret
    )

    assert found == TENCENT_MAC


def test_a_request_to_tencent_says_all_that_is_signed(gateways, settings):
    settings.SMS_PROVIDERS = ["tencent"]

    with time_machine.travel(NOON, tick=False):
        send_sms(MESSAGE)

    [asked] = gateways.tencent.asked
    assert asked.headers["x-tc-action"] == "SendSms"
    assert asked.headers["x-tc-version"] == "2021-01-11"
    assert asked.headers["x-tc-region"] == "ap-guangzhou"
    assert asked.headers["x-tc-timestamp"] == str(int(NOON.timestamp()))
    assert "/2026-12-01/sms/tc3_request" in asked.headers["authorization"]
    assert json.loads(asked.body) == {
        "PhoneNumberSet": ["+8613812345678"],
        "SmsSdkAppId": "1400006666",
        "TemplateId": "1110",
        "TemplateParamSet": ["135790", "5"],
        "SignName": "荏苒",
    }


# --- Ronglian ------------------------------------------------------------------------


def test_a_request_to_ronglian_is_signed_for_a_moment_in_china(gateways, settings):
    settings.SMS_PROVIDERS = ["ronglian"]

    with time_machine.travel(NOON, tick=False):
        send_sms(MESSAGE)

    [asked] = gateways.ronglian.asked
    known = base64.b64decode(asked.headers["authorization"]).decode()
    assert known == "8aaf07087fe90a32:20261201120005"
    # md5sum of 8aaf07087fe90a32ronglian-token20261201120005, in capitals.
    assert parse_qs(asked.query) == {"sig": ["D2BFB0AC01FE9348828DACD5AC6F06A0"]}
    assert asked.path == "/2013-12-26/Accounts/8aaf07087fe90a32/SMS/TemplateSMS"
    assert asked.headers["content-type"] == "application/json;charset=utf-8"
    assert json.loads(asked.body) == {
        "to": "13812345678",
        "appId": "8aaf07087fe90app",
        "templateId": "1",
        "datas": ["135790", "5"],
    }
