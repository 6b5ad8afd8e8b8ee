"""Starts web processes for measurements, and reads what they cost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 120
TICKS = os.sysconf("SC_CLK_TCK")
HOST = "bench.example"
AS_A_READER = {"Host": HOST, "X-Forwarded-Proto": "https"}
WORKERS = "2"
# What production wants to know; nothing is sent anywhere.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "measured-on-this-machine-only-" + "0123456789" * 4,
    "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
    "SITE_URL": f"https://{HOST}",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "LOG_LEVEL": "ERROR",
    "WEB_WORKERS": WORKERS,
}


@dataclass(frozen=True)
class Server:
    """Web processes that answer on `port`; `pid` is the one that started the others."""

    pid: int
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] = AS_A_READER) -> bytes:
        """The body at `path`; SystemExit where the answer is not 200."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={**headers, "Connection": "close"})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        return body

    def cpu_seconds(self) -> float:
        """Seconds of processor that its processes have used until now."""
        return sum(map(cpu_seconds, [self.pid, *children(self.pid)]))

    def memory_mib(self) -> float:
        """Proportional set size of its processes, see proc(5) `smaps_rollup`."""
        return sum(map(_pss_kib, [self.pid, *children(self.pid)])) / 1024


@contextmanager
def serving(app: str, port: int, **variables: str) -> Iterator[Server]:
    """Production's own gunicorn with the WSGI application `app` on `port`."""
    environ = {**os.environ, **PRODUCTION, "PORT": str(port), **variables}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", app]
    with running(command, port, environ) as server:
        yield server


@contextmanager
def running(
    command: list[str], port: int, environ: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """The processes of a command that listens on `port`, or on none with 0."""
    process = subprocess.Popen(command, cwd=ROOT, env=environ)
    try:
        if port:
            _wait(process, port)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def working(**variables: str) -> Iterator[Server]:
    """Production's task worker with its clock; it has no port."""
    environ = {**os.environ, **PRODUCTION, **variables}
    command = [sys.executable, "-m", "celery", "-A", "cms", "worker", "--beat"]
    with running([*command, "--loglevel=ERROR"], 0, environ) as worker:
        yield worker


def said(*command: str, **variables: str) -> str:
    """What a command prints; CalledProcessError where it fails."""
    environ = {**os.environ, **variables}
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("the web processes ended")
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("no web process answers")


def children(pid: int) -> list[int]:
    """Processes that `pid` has started, and those that they have."""
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    found = [int(child) for child in own]
    return [*found, *(other for child in found for other in children(child))]


def cpu_seconds(pid: int) -> float:
    """User and system time of one process; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def database_cpu_seconds(variables: Mapping[str, str]) -> float:
    """Seconds of processor of a PostgreSQL on this machine; 0 for other databases."""
    if not variables.get("DATABASE_URL", "").startswith("postgres"):
        return 0.0
    found = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "comm").read_text().strip()
        except OSError:
            continue
        if name in ("postgres", "postmaster"):
            found += cpu_seconds(int(folder.name))
    return found


def _pss_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(ln.split()[1]) for ln in lines if ln.startswith("Pss:")), 0)
