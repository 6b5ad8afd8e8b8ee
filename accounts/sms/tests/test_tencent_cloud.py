"""Calls through Tencent's SDK: a proper answer, or one error with a code."""

import logging

import pytest
from tencentcloud.sms.v20210111.sms_client import SmsClient

from accounts.sms.tencent_cloud import TencentError, call
from accounts.sms.tests.gateways.keys import SETTINGS
from accounts.sms.tests.gateways.scripted import ScriptedServer

PARAMS = {"PhoneNumberSet": ["+8613812345678"], "TemplateParamSet": ["135790"]}


@pytest.fixture
def server(settings):
    settings.SMS_TIMEOUT = 2
    for key, value in SETTINGS["tencent"].items():
        setattr(settings, key, value)
    with ScriptedServer() as running:
        yield running


def ask(endpoint: str) -> dict[str, object]:
    return call(SmsClient, "SendSms", PARAMS, endpoint=endpoint, region="")


def test_the_response_is_taken_out_of_its_wrapping(server):
    server.say("200 OK", b'{"Response": {"RequestId": "r-1", "SendStatusSet": []}}')

    assert ask(server.url) == {"RequestId": "r-1", "SendStatusSet": []}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            b'{"Response": {"Error": {"Code": "AuthFailure", "Message": "no"}, '
            b'"RequestId": "r-1"}}',
            "AuthFailure",
        ),
        (b'{"Response": []}', "garbage"),
        (b'{"Other": 1}', "garbage"),
        (b"<html></html>", "garbage"),
    ],
)
def test_what_is_no_proper_answer_has_a_code(server, body, code):
    server.say("200 OK", body, "Content-Type: application/json")

    with pytest.raises(TencentError) as error:
        ask(server.url)

    assert error.value.code == code


def test_an_error_of_the_server_has_a_code(server):
    server.say("502 Bad Gateway", b'{"Response": {}}')

    with pytest.raises(TencentError) as error:
        ask(server.url)

    assert error.value.code == "ServerNetworkError"


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://nowhere.invalid"])
def test_nobody_at_the_endpoint_has_a_code(server, endpoint):
    with pytest.raises(TencentError) as error:
        ask(endpoint)

    assert error.value.code == "ClientNetworkError"


def test_a_call_that_takes_too_long_ends(gateways, settings):
    settings.SMS_TIMEOUT = 0.2
    gateways.tencent.mood = "hang"

    with pytest.raises(TencentError):
        ask(gateways.tencent.url)

    assert len(gateways.tencent.asked) == 1


def test_neither_log_nor_error_tells_what_was_sent(server, caplog):
    server.raw = b""

    with caplog.at_level(logging.DEBUG), pytest.raises(TencentError) as error:
        ask(server.url)

    found, seen = error.value, [caplog.text]
    while found is not None:
        seen.append(repr(found))
        found = found.__context__
    assert "135790" not in " ".join(seen)
    assert "13812345678" not in " ".join(seen)
