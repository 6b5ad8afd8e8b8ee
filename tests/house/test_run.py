"""`make run`, as a newcomer starts it: ready, reachable, and gone without a trace.

It runs on the interpreter of the tests, so that nothing is installed, and on an
empty `var/` of its own, without the demo library, which has tests of its own.
"""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

# It brings its own database and broker, whatever the other tests run on.
pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).parents[2]
READY = "is ready in"
END_SECONDS = 30


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var_dir: Path, port: int | str) -> dict[str, str]:
    own = {
        "RENRAN_PYTHON": sys.executable,
        "VAR_DIR": str(var_dir),
        "PORT": str(port),
        "DEMO": "0",
        "DATABASE_URL": f"sqlite:///{var_dir / 'renran.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "PYTHONUNBUFFERED": "1",
    }
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"REDIS_URL", "ELASTICSEARCH_URL", "S3_BUCKET", "SITE_URL"}
    }
    return kept | own


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all: what the first start writes the next ones find."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def running(var_dir: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The whole of `make run`, from its start to the line that says it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env=environment(var_dir, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(END_SECONDS)


def read_until(process: subprocess.Popen[str], text: str) -> str:
    """What was printed up to the line with `text`, or all where it never came."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            break
    return "".join(lines)


def children(pid: int) -> dict[int, str]:
    """Command lines of the living children of a process, by process id."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # it ended while we looked
        if fields[0] != "Z" and int(fields[1]) == pid:
            found[int(status.parent.name)] = command
    return found


def site_urls(pids: list[int]) -> list[str]:
    """What each of these processes was told of where the site is."""
    told = []
    for pid in pids:
        lines = Path(f"/proc/{pid}/environ").read_text().split("\0")
        told += [line for line in lines if line.startswith("SITE_URL=")]
    return told


def living_groups(groups: list[int]) -> list[int]:
    return [group for group in groups if group_lives(group)]


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def child_named(process: subprocess.Popen[str], name: str) -> int:
    """The process id of a child, once it is there."""
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        for pid, command in children(process.pid).items():
            if name in command:
                return pid
    raise AssertionError(f"no child {name!r} in {children(process.pid)}")


def wait_for_worker(process: subprocess.Popen[str], var_dir: Path) -> None:
    """Returns when the worker listens at the embedded broker; fails if it died."""
    deadline = time.monotonic() + END_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if "celery" in queues(var_dir / "tasks.sqlite3"):
            return
        time.sleep(0.1)
    process.terminate()
    raise AssertionError(f"the worker does not listen: {process.stdout.read()}")


def queues(broker: Path) -> list[str]:
    """Names of the queues a worker has opened so far."""
    try:
        with sqlite3.connect(f"file:{broker}?mode=ro", uri=True) as database:
            return [
                name for (name,) in database.execute("SELECT name FROM kombu_queue")
            ]
    except sqlite3.OperationalError:
        return []  # neither file nor table yet


def test_ready_site_answers_and_ends_with_all_its_children(running, port, var_dir):
    printed = read_until(running, "Ctrl-C")
    groups = [child_named(running, "tools.site"), child_named(running, "celery")]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        health = answer.status, answer.read()
    wait_for_worker(running, var_dir)
    told = site_urls(groups)

    running.send_signal(signal.SIGINT)
    code = running.wait(END_SECONDS)

    assert READY in printed
    assert f"http://127.0.0.1:{port}/admin/" in printed
    assert "renran-demo" in printed
    assert all(name in printed for name in ("admin", "editor", "author", "reader"))
    assert health == (200, b'{"status": "ok"}')
    assert told == [f"SITE_URL=http://127.0.0.1:{port}"] * 2
    assert code == 0
    assert living_groups(groups) == []
    with sqlite3.connect(var_dir / "renran.sqlite3") as database:
        [(pages,)] = database.execute("SELECT count(*) FROM home_homepage")
    assert pages == 2


def another(parent: int, name: str, before: int) -> int:
    """The process id of the child in the place of `before`, once it is there."""
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        for pid, command in children(parent).items():
            if name in command and pid != before:
                return pid
        time.sleep(0.1)
    raise AssertionError(f"no other child {name!r} in {children(parent)}")


def wait_for_site(port: int) -> None:
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
            return
        time.sleep(0.1)
    raise AssertionError("the site does not answer")


def test_whoever_dies_is_started_again(running, port):
    read_until(running, "Ctrl-C")
    site, worker = child_named(running, "tools.site"), child_named(running, "celery")
    beat = another(worker, "celery", 0)

    os.kill(beat, signal.SIGKILL)
    new_beat = another(worker, "celery", beat)
    os.kill(site, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    new_site = another(running.pid, "tools.site", site)
    new_worker = another(running.pid, "celery", worker)
    wait_for_site(port)
    running.send_signal(signal.SIGINT)
    code = running.wait(END_SECONDS)

    assert code == 0
    # The dead worker's clock would tick beside the new one's.
    assert living_groups([site, worker, new_site, new_worker]) == []
    assert not Path(f"/proc/{new_beat}").exists()
    told = running.stdout.read()
    assert "the site has ended with exit code -9: started again" in told
    assert "the worker has ended with exit code -9: started again" in told


def test_who_cannot_come_up_is_not_tried_for_ever():
    script = (
        "from tools.processes import *\n"
        "import sys\n"
        "with Processes() as children:\n"
        "    children.start('the child', [sys.executable, '-c', 'exit(3)'])\n"
        "    try:\n"
        "        while True: children.keep()\n"
        "    except ChildEnded as ended: print(ended)\n"
        "    sys.exit(ended.code if 'ended' in dir() else 3)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=END_SECONDS,
    )

    assert done.stdout.count("started again") == 2
    assert "the child has ended with exit code 3." in done.stdout


def refused(tmp_path: Path, port: int | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env=environment(tmp_path, port),
        capture_output=True,
        text=True,
        timeout=END_SECONDS,
    )


def test_taken_port_is_refused_with_a_way_out(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = refused(tmp_path, port)

    assert done.returncode == 1
    assert f"Port {port} is not free" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_impossible_port_is_refused(tmp_path, port):
    done = refused(tmp_path, port)

    assert done.returncode == 1
    assert "PORT must be a number from 1 to 65535" in done.stderr
