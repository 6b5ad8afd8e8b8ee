"""A Redis of our own, to be killed, hung and starved."""

import signal
import subprocess
import time
from pathlib import Path
from typing import Self

from redis import Redis
from redis.exceptions import RedisError

from core.tests.broker import closed_port

START_SECONDS = 20


class RedisServer:
    """A real server on a port of its own; always the same port, also after a death."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, closed_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.resume()
        self.kill()

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                self.ask("PING")
            except RedisError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("redis-server does not start")

    def ask(self, *command: object) -> object:
        with Redis.from_url(self.url, socket_timeout=5) as client:
            return client.execute_command(*command)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def hang(self) -> None:
        """Connections are taken, and nothing is answered any more."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, signum: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signum)
