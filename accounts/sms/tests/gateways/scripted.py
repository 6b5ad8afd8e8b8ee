"""A server that says, byte for byte, what it was told to."""

from http.server import BaseHTTPRequestHandler

from accounts.tests.loopback import Loopback


class ScriptedServer(Loopback):
    """Answers every POST with `raw` and hangs up; `asked` are the paths it was asked."""

    def __init__(self, raw: bytes = b"") -> None:
        super().__init__(_handler(self))
        self.raw = raw
        self.asked: list[str] = []

    def say(self, status: str, body: bytes, *headers: str) -> None:
        """From now on answer with `status`, `headers` and `body`."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        self.raw = "\r\n".join([*lines, "", ""]).encode() + body


def _handler(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.asked.append(self.path)
            self.wfile.write(server.raw)
            self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Tests look at `asked` instead."""

    return Handler
