"""Whatever is sent that cannot be read, the answer is a refusal and never a 500."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import pytest

from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from cms.api_v2 import router
from images.tests.factories import CustomImageFactory
from tests.hostile_input import (
    BODIES,
    FEW_BODIES,
    FEW_PATHS,
    FEW_TEXTS,
    FORMS,
    MORE_TEXTS,
    PATHS,
    TEXTS,
    VALUES,
    ListeningClient,
    filled,
    operations,
    routes,
    rows,
)

# Real commits: what a database refuses ends the transaction it happens in.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Walk:
    """One walk through the site; `faults` is what no answer may be."""

    def __init__(self, client: ListeningClient) -> None:
        self.client, self.faults, self.sent = client, [], 0

    def send(self, method: str, address: str, *args: Any) -> HttpResponseBase:
        if self.sent % 30 == 0:
            cache.clear()  # nobody is throttled
        self.sent += 1
        answer: HttpResponseBase = getattr(self.client, method)(address, *args)
        if fault := fault_of(address, answer):
            body = str(args[0])[:60] if args else ""
            self.faults.append(f"{fault}: {method} {address[:150]} {body}")
        return answer


def fault_of(address: str, answer: HttpResponseBase) -> str:
    """What is wrong with the answer, if anything is."""
    if answer.status_code >= 500:
        error = (getattr(answer, "exc_info", None) or (None, ""))[1]
        return f"{answer.status_code} {error!r}"[:300]
    if not address.startswith("/api/") or answer.status_code < 400:
        return ""
    try:
        body = json.loads(answer.content)
    except ValueError:
        return f"{answer.status_code} without JSON"
    is_refusal = isinstance(body, dict) and {"code", "detail", "errors"} <= set(body)
    is_stable = is_refusal and re.fullmatch(r"[a-z][a-z0-9_]+", body["code"])
    return "" if is_stable else f"{answer.status_code} in another shape"


@pytest.fixture
def site() -> ArticlePage:
    return ArticlePageFactory(cover=CustomImageFactory(), markdown="正文")


def walk_as(role: str) -> Walk:
    client = ListeningClient()
    if role == "editor":
        client.force_login(UserFactory(is_staff=True, is_superuser=True))
    elif role == "reader":
        client.force_login(UserFactory())
    return Walk(client)


def test_no_address_is_too_strange(site: ArticlePage) -> None:
    walk = walk_as("editor")

    for route, _entry in routes():
        for value in FEW_PATHS if route.startswith("/admin/") else PATHS:
            if (address := filled(route, value)) != route:
                walk.send("get", address)
    for path in ("%0A", "%00", "x" * 5000, "%ED%A0%80", "9" * 30):
        for place in ("", "en/", "api/v1/", "api/v2/", "api/v1/oauth/", "media/"):
            walk.send("get", f"/{place}{path}")
            walk.send("get", f"/{place}{path}/")

    assert walk.faults == []
    assert walk.sent > 500


@pytest.mark.parametrize("role", ["visitor", "editor"])
def test_no_query_is_too_strange(site: ArticlePage, role: str) -> None:
    walk = walk_as(role)

    for route, _entry in routes():
        if (role == "editor") is not route.startswith("/admin/"):
            continue  # to the desk nobody else gets in
        address = filled(route, str(site.pk))
        texts = FEW_TEXTS if route.startswith("/admin/") else TEXTS
        for query in rows(walk.client.asked_by("get", address), texts):
            walk.send("get", f"{address}?{query}")

    assert walk.faults == []
    assert walk.sent > 100


@pytest.mark.parametrize("name", sorted(router._endpoints))
def test_the_content_api_takes_each_parameter_for_what_it_is(
    site: ArticlePage, name: str
) -> None:
    walk, view = walk_as("visitor"), router._endpoints[name]
    model = ArticlePage if name == "pages" else view.model
    fields = view.get_available_fields(model, db_fields_only=True)
    names = {*view.known_query_parameters, *view.find_query_parameters, *fields}
    base = f"/api/v2/{name}/"
    key = site.pk if name == "pages" else site.cover_id
    more = {"type": "articles.ArticlePage"} if name == "pages" else {}

    for parameter in sorted(names):
        for text in MORE_TEXTS:
            query = {parameter: text}
            walk.send("get", f"{base}?{urlencode(more | query)}")
            if text in FEW_TEXTS:
                walk.send("get", f"{base}?{urlencode(query)}")
                walk.send("get", f"{base}{key}/?{urlencode(query)}")
                walk.send("get", f"{base}find/?{urlencode(query)}")
        both = urlencode({"search": "x", parameter: "x"})
        walk.send("get", f"{base}?{both}")

    assert walk.faults == []


@pytest.mark.parametrize("role", ["visitor", "reader"])
def test_no_json_is_too_strange(site: ArticlePage, role: str) -> None:
    for method, path, names, fields in operations():
        walk = walk_as(role)  # who signs out or leaves comes in again
        address = re.sub(r"\{\w+\}", "1", path)
        for query in rows(names, MORE_TEXTS):
            walk.send(method, f"{address}?{query}")
        if method == "get":
            continue
        for body in BODIES:
            walk.send(method, address, body, "application/json")
        for turn in range(len(VALUES)):
            sent = {
                name: VALUES[(turn + n) % len(VALUES)] for n, name in enumerate(fields)
            }
            walk.send(method, address, json.dumps(sent), "application/json")
        assert walk.faults == []


def test_no_form_is_too_strange(site: ArticlePage) -> None:
    for route, _entry in routes():
        if route.startswith(("/admin/", "/api/")):
            continue
        walk = walk_as("reader")
        address = filled(route, str(site.pk))
        for form in rows(walk.client.asked_by("post", address)):
            walk.send("post", address, form, "application/x-www-form-urlencoded")
        assert walk.faults == []


@pytest.mark.sqlite
def test_no_json_in_the_place_of_a_form_is_too_strange(site: ArticlePage) -> None:
    walk = walk_as("editor")

    for route, _entry in routes():
        if not route.startswith("/api/"):
            address = filled(route, str(site.pk))
            send_undone(walk, address, FEW_BODIES, "application/json")

    assert walk.faults == []
    assert walk.sent > 500


@pytest.mark.sqlite
def test_no_form_at_the_desk_is_too_strange(site: ArticlePage) -> None:
    walk = walk_as("editor")

    for route, _entry in routes():
        if not route.startswith("/admin/"):
            continue
        # Pages that are there, and what of them is not.
        for address in {filled(route, str(site.pk)), filled(route, str(site.pk), "0")}:
            with undone():
                names = walk.client.asked_by("post", address)
            forms = ("", *rows(names, FEW_TEXTS))
            send_undone(walk, address, forms, FORMS[1])
            with undone():
                walk.send("get", address)

    assert walk.faults == []
    assert walk.sent > 1000


def send_undone(
    walk: Walk, address: str, bodies: Iterable[str | bytes], kind: str
) -> None:
    """Send all of `bodies`, each to the site as it was; a view that takes none gets one."""
    for body in bodies:
        with undone():
            answer = walk.send("post", address, body, kind)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return


@contextmanager
def undone() -> Iterator[None]:
    """What is done within leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
