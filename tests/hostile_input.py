"""Whatever can stand in an address, a form or JSON, and where the site looks for it.

Nothing here is a list of parameters somebody has to keep: addresses are those of
`cms.urls`, names those a view asks for while it answers, and fields those of the
serializers.
"""

import re
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Any
from urllib.parse import urlencode

from drf_spectacular.generators import SchemaGenerator

from django.http import HttpRequest, QueryDict
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver

HUGE, LONG, NUL, HALF = "1" + "0" * 20, "长" * 5000, "a\x00b", "\ud83d"
# As texts, in a query or a form.
TEXTS = (HUGE, "-1", "", NUL, LONG, "x", "²")
# The desk has hundreds of lists, built by a few views: less will do for each.
FEW_TEXTS = (HUGE, NUL, "x", "²")
MORE_TEXTS = (*TEXTS, "9" * 5000, "2147483648", "(" * 5000, "a(" * 1200, "1,2")
# In a path: %ED%A0%80 is half a character, which no text may hold.
PATHS = (HUGE, "9" * 5000, "9223372036854775807", "a%00b", "%E9%95%BF" * 1000)
PATHS += ("%0A", "%ED%A0%80", "0")
FEW_PATHS = (HUGE, "a%00b", "%0A")


def nested(depth: int) -> str:
    """JSON that is nested `depth` deep."""
    return "[" * depth + "]" * depth


# As JSON: whole bodies, and values of a field.
BODIES = (nested(20_000), '{"a":' * 20_000, "[]", "null", "1", '"x"', "{", "NaN")
BODIES += (
    "",
    "\x00",
    '{"a": 1e999}',
    '"\\ud83d"',
    "9" * 5000,
    b"\xff",
    b"\xff\xfe\x00",
)
FEW_BODIES = (b"\xff", "[]")
VALUES = (10**20, -1, "", NUL, LONG, HALF, None, True, 1.5, [], {}, [[["x"]]])
VALUES += ({"a": {"b": []}}, [HALF], {NUL: NUL}, 2**31, float("inf"))

PARAMETER = re.compile(r"<(?:\w+:)?\w+>|\((?!\?:)(?:[^()]|\([^()]*\))*\)")
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class Asked(QueryDict):
    """A query or form that notes which names it is asked for."""

    names: set[str]

    def __getitem__(self, key: Any) -> Any:
        self.names.add(str(key))
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self.names.add(str(key))
        return super().get(key, default)

    def getlist(self, key: Any, default: Any = None) -> Any:
        self.names.add(str(key))
        return super().getlist(key, default)

    def __contains__(self, key: Any) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)


class ListeningHandler(ClientHandler):
    """Answers as the site does, and notes what a view asks of query and form."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=False)
        self.names: set[str] = set()

    def get_response(self, request: HttpRequest) -> Any:
        listening = type("Listening", (Asked,), {"names": self.names})
        query = request.META.get("QUERY_STRING", "")
        request.GET = listening(query)  # type: ignore[misc]
        if request.method == "POST" and request.content_type in FORMS:
            form = listening(mutable=True)
            for name, values in request.POST.lists():
                form.setlist(name, values)
            request.POST = form  # type: ignore[misc]
        return super().get_response(request)


class ListeningClient(Client):
    """A browser that gets answers, whatever happens inside the site."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)
        self.handler: Any = ListeningHandler()

    def asked_by(self, method: str, address: str) -> list[str]:
        """What the view at `address` looks for in the query, or in the form."""
        self.handler.names.clear()
        getattr(self, method)(address)
        return sorted(self.handler.names)


def routes() -> list[tuple[str, URLPattern]]:
    """Every address of the site as a template, such as `/archive/<int:year>/`."""
    found = [(f"/{route}", entry) for route, entry in _below(get_resolver("cms.urls"))]
    # Signing out ends the walk; the whale raises by design.
    return [pair for pair in found if not re.search("logout|failwhale", pair[0])]


def _below(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below(entry, route)
        else:
            yield route, entry


def filled(route: str, value: str, then: str | None = None) -> str:
    """`route` with `value` in the place of each parameter, `then` from the second on."""
    values = chain([value], repeat(value if then is None else then))
    address = PARAMETER.sub(lambda _found: next(values), route)
    return re.sub(r"\(\?:|\)\??|[\^$\\]", "", address)


def rows(names: list[str], texts: tuple[str, ...] = TEXTS) -> Iterator[str]:
    """Queries in which each name has each of `texts` once, and all of them twice."""
    if not names:
        return
    for turn in range(len(texts)):
        yield urlencode(
            {name: texts[(turn + n) % len(texts)] for n, name in enumerate(names)}
        )
    yield urlencode({name: ["x", "-1"] for name in names}, doseq=True)


def operations() -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Of `/api/v1/`: method, address, names in the query, fields of the body."""
    schema = SchemaGenerator(urlconf="cms.api_v1").get_schema(public=True)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            given = operation.get("parameters", [])
            query = [each["name"] for each in given if each["in"] == "query"]
            yield method, path, query, _fields(operation, schema)


def _fields(operation: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    names: set[str] = set()
    for kind in operation.get("requestBody", {}).get("content", {}).values():
        found = kind["schema"]
        if "$ref" in found:
            found = schema["components"]["schemas"][found["$ref"].rpartition("/")[2]]
        names |= set(found.get("properties", {}))
    return sorted(names)
