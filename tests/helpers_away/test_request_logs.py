"""Log lines: one JSON object each, with the id of the request they belong to."""

import json
import logging
import uuid

import pytest
import structlog

from django.test import Client

from accounts.codes.links import make_ticket
from accounts.tests.factories import UserFactory
from cms.settings.logs import logging_config
from core.masking import mask_all, mask_secrets


def as_written(record: logging.LogRecord) -> str:
    config = logging_config(level="INFO", json=True)["formatters"]["structured"]
    formatter = structlog.stdlib.ProcessorFormatter(
        processor=config["processor"], foreign_pre_chain=config["foreign_pre_chain"]
    )
    return formatter.format(record)


@pytest.mark.django_db
def test_every_line_of_a_request_carries_its_id_and_its_person(caplog):
    reader = UserFactory()
    client = Client()
    client.force_login(reader)
    with caplog.at_level(logging.INFO, logger="django_structlog"):
        client.get("/api/v1/me/state/", headers={"x-request-id": "abc-123"})

    lines = [
        record.msg
        for record in caplog.records
        if isinstance(record.msg, dict) and "request_id" in record.msg
    ]
    assert [line["event"] for line in lines] == ["request_started", "request_finished"]
    # One id of ours: what a visitor claims would let them write into other lines.
    [request_id] = {line["request_id"] for line in lines}
    assert uuid.UUID(request_id).version == 4
    assert lines[-1]["user_id"] == reader.pk
    assert lines[-1]["code"] == 200


def test_a_line_is_one_json_object_with_chinese_as_written():
    record = logging.LogRecord(
        "renran", logging.ERROR, "f", 1, "坏了 %s", ("一",), None
    )

    text = as_written(record)

    assert "坏了 一" in text
    line = json.loads(text)

    assert (line["event"], line["level"], line["logger"]) == (
        "坏了 一",
        "error",
        "renran",
    )


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/accounts/reset/{ticket}/", "GET /accounts/reset/…/"),
        ("/accounts/activate/{ticket}/", "GET /accounts/activate/…/"),
        ("/en/accounts/email/{ticket}/", "GET /en/accounts/email/…/"),
        ("/api/v1/codes/{ticket}/", "GET /api/v1/codes/…/"),
        ("/?next=%2F&code=042917&state={ticket}", "GET /?next=%2F&code=…&state=…"),
        ("/search/?q=linwen@example.com", "GET /search/?q=l****@example.com"),
        ("/search/?q=linwen%40example.com", "GET /search/?q=l****@example.com"),
    ],
)
@pytest.mark.django_db
def test_no_line_holds_what_opens_an_account(caplog, address, written):
    ticket = make_ticket("reset", {"id": 1, "mark": "0123456789abcdef0123"})
    with caplog.at_level(logging.INFO, logger="django_structlog"):
        Client().get(address.format(ticket=ticket))

    lines = [json.loads(as_written(record)) for record in caplog.records]
    asked = {line["request"] for line in lines if "request" in line}
    assert asked == {written}
    assert ticket not in json.dumps(lines)


@pytest.mark.django_db
def test_a_line_holds_the_address_our_proxy_saw(caplog, settings):
    settings.TRUSTED_PROXIES = 1
    with caplog.at_level(logging.INFO, logger="django_structlog"):
        Client().get("/", headers={"x-forwarded-for": "198.51.100.66, 192.0.2.7:4711"})

    assert {record.msg["ip"] for record in caplog.records if "ip" in record.msg} == {
        "192.0.2.7"
    }


def test_what_lies_deep_is_masked_too():
    ticket = make_ticket("reset", {"id": 1})

    assert mask_all({"a": [{"b": (f"x/{ticket}/", "13812345678")}], "c": 5}) == {
        "a": [{"b": ("x/…/", "138****5678")}],
        "c": 5,
    }


def test_names_of_modules_stay_readable():
    text = "accounts.devices.middleware.SecondFactorMiddleware core.tasks.announce_waiting_task"

    assert mask_secrets(text) == text


@pytest.mark.parametrize(
    "part",
    "%E5%9B%B4 a a. eyJ eyJabcdefghi. %40 a%40b a@b @a.b ?code= ?a- -signature 1 .a6_x-9".split(),
)
def test_the_longest_lines_are_masked_in_no_time(part):
    """A pattern that looks back from every letter would take minutes here."""
    line = f"GET /api/v1/search/?q={part * (200_000 // len(part))} lin@example.com"

    assert mask_all(line).endswith("l****@example.com")
