"""Children that start together and end together; standard library only."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

GRACE_SECONDS = 8.0
# What ends three times in a row before this has a reason that starting cannot mend.
EARLY_SECONDS = 20.0
EARLY_ENDS = 3
POLL_SECONDS = 0.05
PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>


class Stopped(Exception):
    """Somebody asked us to end: Ctrl-C, `kill`, or a closed terminal."""


class ChildEnded(Exception):
    """A child that should have gone on has ended with `code`."""

    def __init__(self, name: str, code: int) -> None:
        super().__init__(f"{name} has ended with exit code {code}.")
        self.code = code if code > 0 else 1


def _stop(signum: int, frame: FrameType | None) -> None:
    # A second Ctrl-C while the children end must not cut the ending short.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    print("\nEnding …", flush=True)
    raise Stopped


@dataclass
class Child:
    """A process that should go on, and how it has done so far."""

    command: Sequence[str]
    process: subprocess.Popen[bytes]
    started: float
    early_ends: int = 0


class Processes:
    """A context in which children run; leaving it ends every one of them.

    Each child leads a process group of its own, so that what it starts itself
    (the worker's beat) ends with it, and so that a Ctrl-C in the terminal reaches
    only us: we end the children, in one way, whoever asked.
    """

    def __init__(self) -> None:
        self._children: dict[str, Child] = {}

    def __enter__(self) -> Self:
        _adopt_orphans()
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, _stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a child that goes on until the context ends."""
        self._children[name] = Child(command, _spawn(command), time.monotonic())

    def check(self) -> None:
        """Raises `ChildEnded` for the first child that no longer runs."""
        for name, child in self._children.items():
            if (code := child.process.poll()) is not None:
                raise ChildEnded(name, code)

    def keep(self) -> None:
        """Start again what has ended; raises `ChildEnded` where that does not help."""
        for name, child in self._children.items():
            if (code := child.process.poll()) is None:
                continue
            is_early = time.monotonic() - child.started < EARLY_SECONDS
            child.early_ends = child.early_ends + 1 if is_early else 0
            if child.early_ends >= EARLY_ENDS:
                raise ChildEnded(name, code)
            print(f"{name} has ended with exit code {code}: started again.", flush=True)
            # What it started itself may have outlived it.
            _signal_group(child.process.pid, signal.SIGKILL)
            self._wait([child.process.pid], 5.0)
            child.process = _spawn(child.command)
            child.started = time.monotonic()

    def end(self) -> None:
        """Ask every group to end, wait, and kill what is left after the grace.

        Returns when nobody is left: after the kill that is a matter of moments.
        """
        groups = [child.process.pid for child in self._children.values()]
        for signum, seconds in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGKILL, 5.0)):
            for group in groups:
                _signal_group(group, signum)
            groups = self._wait(groups, seconds)
        self._children.clear()

    def _wait(self, groups: list[int], seconds: float) -> list[int]:
        """Wait until the groups are gone; those that are still there when time is up."""
        deadline = time.monotonic() + seconds
        while groups and time.monotonic() < deadline:
            for child in self._children.values():
                child.process.poll()
            groups = [group for group in groups if not _is_gone(group)]
            time.sleep(POLL_SECONDS)
        return groups


def _spawn(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


def _is_gone(group: int) -> bool:
    """Whether nobody of the group is left; buries orphans that came to us."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG)[0]:
            pass
    return not _signal_group(group, 0)


def _adopt_orphans() -> None:
    """What outlives its parent among our descendants becomes our child, on Linux.

    Else a worker's beat, once dead, stays a zombie until process 1 looks after it,
    and its group seems to live.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _signal_group(group: int, signum: int) -> bool:
    """Whether the group still had anyone to receive the signal."""
    try:
        os.killpg(group, signum)
    except ProcessLookupError:
        return False
    return True
