"""Log lines: one JSON object each, with the id of the request they belong to."""

import json
import logging
import uuid

import pytest
import structlog

from django.test import Client

from accounts.tests.factories import UserFactory
from cms.settings.logs import logging_config


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
