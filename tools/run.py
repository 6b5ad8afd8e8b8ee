"""`make run`: the whole site on a machine that has nothing but Python.

Standard library only: what the site needs is installed from here.
"""

import http.client
import os
import socket
import sys
import time

from tools.environment import ROOT, ensure, refuse_old_python, venv_python
from tools.processes import ChildEnded, Processes, Stopped

HOST = "127.0.0.1"
START_SECONDS = 600.0  # the first start writes the demo library
POLL_SECONDS = 0.1
DEVELOPMENT = "cms.settings.dev"
DEMO_PASSWORD = "renran-demo"
DEMO_ACCOUNTS = {
    "admin": "管理员 · everything",
    "editor": "编辑 · reviews and publishes",
    "author": "作者 · writes and submits",
    "reader": "读者 · reads",
}


def chosen_port() -> int:
    """`PORT`, or 8000; raises SystemExit where it is no port number."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SystemExit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_taken(port: int) -> None:
    """Raises SystemExit where somebody listens already: better now than after setup."""
    with socket.socket() as probe:
        # As Django does: a port in TIME_WAIT after the last run is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SystemExit(
                f"Port {port} is not free ({error.strerror}). End what uses it, "
                f"or choose another: make run PORT={port + 1}"
            ) from None


def answers(port: int) -> bool:
    """Whether the site says it is healthy."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_until_healthy(children: Processes, port: int) -> None:
    """Returns as soon as the site answers; raises where it does not in time."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(port):
        children.check()
        if time.monotonic() > deadline:
            raise SystemExit(f"The site did not answer within {START_SECONDS:.0f} s.")
        time.sleep(POLL_SECONDS)


def site_command(port: int) -> list[str]:
    return [str(venv_python()), "-m", "tools.site", f"{HOST}:{port}"]


def worker_command() -> list[str]:
    """One worker with its clock inside; `solo` needs no second process for tasks."""
    worker = ["-m", "celery", "-A", "cms", "--quiet", "worker", "--beat"]
    alone = ["--pool=solo", "--concurrency=1", "--without-mingle", "--without-gossip"]
    return [str(venv_python()), *worker, *alone, "--loglevel=WARNING"]


def banner(port: int, seconds: float) -> str:
    """The addresses, and in development the accounts of the demo library."""
    site = f"http://{HOST}:{port}"
    lines = [
        "",
        f"  Renran 荏苒 is ready in {seconds:.1f} s: {site}/",
        f"  write and edit  {site}/admin/",
        f"  content API     {site}/api/v2/pages/",
        f"  API reference   {site}/api/v1/docs/",
    ]
    if os.environ["DJANGO_SETTINGS_MODULE"] == DEVELOPMENT:
        lines += ["", f"  demo accounts, all with the password {DEMO_PASSWORD}:"]
        lines += [f"    {name:<8}{what}" for name, what in DEMO_ACCOUNTS.items()]
    return "\n".join([*lines, "", "  Ctrl-C ends everything.", ""])


def serve(children: Processes, port: int, started: float) -> None:
    """Run the site and the worker, starting again what dies, until we are stopped."""
    children.start("the site", site_command(port))
    wait_until_healthy(children, port)
    # Not before: it would find no tables on the first start, and take half the
    # machine from the site on every other. Its tasks wait for it in the broker.
    children.start("the worker", worker_command())
    print(banner(port, time.monotonic() - started), flush=True)
    while True:
        children.keep()
        time.sleep(POLL_SECONDS)


def main() -> int:
    """The exit code: 0 when stopped on purpose, else that of a child that gives up."""
    started = time.monotonic()
    refuse_old_python()
    port = chosen_port()
    refuse_taken(port)
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    # Feeds, the API and letters name whole addresses: those of this very start,
    # whoever of the children writes them.
    os.environ["SITE_URL"] = os.environ.get("SITE_URL") or f"http://{HOST}:{port}"
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    try:
        with Processes() as children:
            ensure("requirements.txt")
            serve(children, port, started)
    except Stopped:
        print("Renran has ended.", flush=True)
    except ChildEnded as ended:
        print(ended, file=sys.stderr, flush=True)
        return ended.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
