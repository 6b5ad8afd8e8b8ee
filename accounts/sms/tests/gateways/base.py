"""A small HTTP server in a thread, with moods."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from accounts.tests.loopback import Loopback


@dataclass(frozen=True)
class Asked:
    """One request as it came over the wire; header names are in lower case."""

    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Sent:
    """One message a gateway accepted, with the number as the provider writes it."""

    number: str
    template: str
    params: Any
    sign: str = ""


class Gateway(Loopback, ABC):
    """Moods every gateway has: ok, server_error, garbage, hang; others its own."""

    def __init__(self) -> None:
        super().__init__(_handler(self))
        self.mood = "ok"
        self.messages: list[Any] = []
        self.asked: list[Asked] = []

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        """Status and body for one request."""
        self.asked.append(asked)
        if self.mood == "hang":
            self.hang()
        if self.mood == "server_error":
            return 503, b"<html>Service Unavailable</html>"
        if self.mood == "garbage":
            return 200, b"<html>login to this network</html>"
        status, found = self.reply(asked)
        return status, json.dumps(found, ensure_ascii=False).encode()

    @abstractmethod
    def reply(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        """What this provider says; only the subclasses know."""


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            path, _, query = self.path.partition("?")
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(path, query, headers, self.rfile.read(length))
            status, body = gateway.answer(asked)
            try:
                self._write(status, body)
            except OSError:
                # The client gave up while we were hanging, which is the point.
                self.close_connection = True

        def _write(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Tests look at `asked` instead."""

    return Handler
