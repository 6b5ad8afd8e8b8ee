"""Whatever is asked of `/api/v1/`, the answer is one its own description promises.

Schemathesis reads the description and makes requests of it, right ones and wrong
ones; an operation that is added is asked here without another word.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV30SpecValidator
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from django.conf import settings as site
from django.core import signals
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, transaction
from django.test import Client

from accounts.tests.factories import UserFactory
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)

pytestmark = pytest.mark.django_db

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
CSRF_TOKEN = "0123456789abcdefghijABCDEFGHIJ01"
PAID, FREE = 900_001, 900_002
# Real ids and words, so that not every request is for what is not there.
KNOWN = {
    "ids": {"values": [PAID, FREE]},
    "words": {"values": ["深夜", "yanqiu", "yanqiu@example.com"]},
}
CONFIG = {
    "seed": 1,
    "dictionaries": KNOWN,
    "generation": {
        "deterministic": True,
        # Who asks is the test's to say; invented tokens are only refused.
        "with-security-parameters": False,
        "dictionaries": {
            "integer": {"dictionary": "ids", "probability": 0.4},
            "string": {"dictionary": "words", "probability": 0.4},
        },
    },
}
# The description needs no database, so it can be read before there is one.
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/schema/", WSGIHandler(), config=SchemathesisConfig.from_dict(CONFIG)
)


@pytest.fixture
def library(db: None) -> None:
    """What the ids and words mean."""
    user = UserFactory(username="yanqiu", email="yanqiu@example.com")
    book = AnthologyPageFactory(parent=AuthorPageFactory(title="沈砚秋", user=user))
    blocks = [("markdown", "开头"), ("paywall", None), ("markdown", "## 后来\n\n$x$")]
    ArticlePageFactory(pk=PAID, parent=book, title="深夜的河", blocks=blocks, price=300)
    ArticlePageFactory(pk=FREE, parent=book, title="深夜")


@pytest.fixture(params=["visitor", "reader"])
def cookies(request: pytest.FixtureRequest, library: None) -> dict[str, str]:
    """What the browser of each of them sends."""
    found = {"csrftoken": CSRF_TOKEN}
    if request.param == "visitor":
        return found
    client = Client()
    client.force_login(UserFactory())
    return found | {
        site.SESSION_COOKIE_NAME: client.cookies[site.SESSION_COOKIE_NAME].value
    }


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The handler is asked directly, and would close the test's own connection."""
    around = (signals.request_started, signals.request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield
    for signal in around:
        signal.connect(close_old_connections)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """Every request finds the same rows, whatever those before it did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


@schema.parametrize()
@settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_described(
    case: schemathesis.Case, cookies: dict[str, str]
) -> None:
    headers = {"X-CSRFToken": CSRF_TOKEN}
    with nothing_stays():
        case.call_and_validate(cookies=cookies, headers=headers, checks=CHECKS)


def test_there_is_something_to_ask() -> None:
    assert {"/api/v1/me/state/", "/api/v1/search/"} <= set(schema)


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("address", ["", "nothing/", "articles/x/paid/", "me/state/x/"])
def test_what_is_not_there_is_refused_in_json(client, method, address) -> None:
    answer = getattr(client, method)(f"/api/v1/{address}")

    body = {"code": "not_found", "detail": "未找到。", "errors": {}}
    assert (answer.status_code, answer.json()) == (404, body)


def test_a_forgotten_slash_is_still_made_good(client) -> None:
    answer = client.get("/api/v1/me/state")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/me/state/")


def test_the_description_keeps_its_own_standard():
    """OpenAPI 3.0, also in its defaults; clients are generated from it."""
    description = yaml.safe_load((site.BASE_DIR / "docs/api/schema.yaml").read_text())

    assert list(OpenAPIV30SpecValidator(description).iter_errors()) == []
    kinds = {
        kind
        for path in description["paths"].values()
        for operation in path.values()
        for kind in operation.get("requestBody", {}).get("content", {})
    }
    assert kinds == {"application/json", "multipart/form-data"}  # the face is a file
