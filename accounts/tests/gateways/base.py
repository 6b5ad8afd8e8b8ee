"""A small HTTP server in a thread, with moods."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

# A gateway that hangs lets go after this many seconds at the latest.
LONGEST_HANG = 20


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


class Gateway:
    """Moods every gateway has: ok, server_error, garbage, hang; others its own."""

    def __init__(self) -> None:
        self.mood = "ok"
        self.messages: list[Any] = []
        self.asked: list[Asked] = []
        self._let_go = threading.Event()

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *details: object) -> None:
        self._let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        """Status and body for one request."""
        self.asked.append(asked)
        if self.mood == "hang":
            self._let_go.wait(LONGEST_HANG)
        if self.mood == "server_error":
            return 503, b"<html>Service Unavailable</html>"
        if self.mood == "garbage":
            return 200, b"<html>login to this network</html>"
        status, found = self.reply(asked)
        return status, json.dumps(found, ensure_ascii=False).encode()

    def reply(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        """What this provider says; only the subclasses know."""
        raise NotImplementedError


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
