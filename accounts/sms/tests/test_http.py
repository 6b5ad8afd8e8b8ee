"""Asking a gateway: whatever comes back is an answer or one kind of outage."""

import logging

import pytest

from accounts.sms.exceptions import Outage
from accounts.sms.http import post_json
from accounts.sms.tests.gateways.scripted import ScriptedServer

SECRET = "code=135790"


@pytest.fixture
def server(settings):
    settings.SMS_TIMEOUT = 2
    with ScriptedServer() as running:
        yield running


def ask(server: ScriptedServer) -> dict[str, object]:
    return post_json(f"{server.url}/?{SECRET}", headers={"X-One": "1"}, body=b"{}")


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "403 Forbidden"])
def test_an_object_is_read_whether_or_not_it_is_a_refusal(server, status):
    server.say(status, '{"Code": "签名"}'.encode())

    assert ask(server) == {"Code": "签名"}
    assert server.asked == [f"/?{SECRET}"]


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad Gateway", "503 Away"])
def test_an_error_of_the_server_is_an_outage_even_with_an_object(server, status):
    server.say(status, b'{"Code": "OK"}')

    with pytest.raises(Outage) as outage:
        ask(server)

    assert outage.value.reason == f"http_{status[:3]}"


@pytest.mark.parametrize(
    "body",
    [b"", b"OK", b'["OK"]', b'"OK"', b"null", b'{"Code": ', b"<html></html>", b"\xff"],
)
def test_what_is_no_object_is_an_outage(server, body):
    server.say("200 OK", body)

    with pytest.raises(Outage) as outage:
        ask(server)

    assert outage.value.reason == "garbage"


def test_nobody_is_led_elsewhere(server):
    with ScriptedServer() as other:
        other.say("200 OK", b'{"Code": "OK"}')
        server.say("307 Moved", b"", f"Location: {other.url}/")

        with pytest.raises(Outage) as outage:
            ask(server)

        assert other.asked == []
    assert outage.value.reason == "garbage"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SMTP ready\r\n", id="no-http"),
        pytest.param(
            b'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"Code"', id="half"
        ),
    ],
)
def test_a_connection_that_breaks_is_an_outage(server, raw):
    server.raw = raw

    with pytest.raises(Outage) as outage:
        ask(server)

    assert outage.value.reason == "no_connection"


def test_a_server_that_says_nothing_is_left_after_the_timeout(gateways, settings):
    settings.SMS_TIMEOUT = 0.2
    gateways.aliyun.mood = "hang"

    with pytest.raises(Outage) as outage:
        post_json(gateways.aliyun.url, headers={}, body=b"")

    assert outage.value.reason == "timeout"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9", "http://nowhere.invalid", "no address at all"]
)
def test_an_address_that_leads_nowhere_is_an_outage(address):
    with pytest.raises(Outage) as outage:
        post_json(address, headers={}, body=b"")

    assert outage.value.reason == "no_connection"


def test_neither_log_nor_outage_tells_what_was_asked(server, caplog):
    server.raw = b""

    with caplog.at_level(logging.DEBUG), pytest.raises(Outage) as outage:
        ask(server)

    error, seen = outage.value, [caplog.text]
    while error is not None:
        seen.append(repr(error))
        error = error.__context__
    assert SECRET not in " ".join(seen)
