"""A server of this machine in a thread, that ends with its `with`."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

# A server that hangs lets go after this many seconds at the latest.
LONGEST_HANG = 20


class Loopback:
    """Answers at `url`; subclasses say with what, and may `hang()` in between."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._handler = handler
        self._let_go = threading.Event()

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, args=(0.02,), daemon=True)
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

    def hang(self) -> None:
        """Say nothing until the end, or until whoever asked has long given up."""
        self._let_go.wait(LONGEST_HANG)
