"""Tries the pins on every other Python of this machine, from nothing.

`python -m tools.pythons` takes each 3.11, 3.12 and 3.13 found on PATH, in /usr/bin and
among pyenv's, once per version, makes an environment of its own for it, installs both
requirements files, and has the site checked and tried by a few tests there.
The exit code is the number of versions that failed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.environment import ROOT

SUPPORTED = ((3, 11), (3, 12), (3, 13))
# Models, migrations, pages, Markdown and the API, in half a minute.
TESTS = (
    "tests/serving/test_sitemap.py",
    "core/tests/test_errors.py",
    "tests/site/test_head.py",
)
ASK = "import sys; print(*sys.version_info[:3])"


def candidates() -> Iterator[Path]:
    """Where interpreters may lie."""
    folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/bin"]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders += map(str, sorted(pyenv.glob("versions/*/bin")))
    for folder in folders:
        for name in ("python3", *(f"python3.{minor}" for _major, minor in SUPPORTED)):
            yield Path(folder) / name


def versions() -> dict[tuple[int, ...], Path]:
    """One interpreter for each version that is supported and not this one."""
    found: dict[tuple[int, ...], Path] = {}
    for path in candidates():
        if not os.access(path, os.X_OK):
            continue
        answer = subprocess.run([path, "-c", ASK], capture_output=True, text=True)
        version = tuple(map(int, answer.stdout.split()))
        if version[:2] in SUPPORTED and version != sys.version_info[:3]:
            found.setdefault(version, path)
    return found


def steps(python: Path, venv: str) -> list[list[str]]:
    """What a developer begins with; making their database, the tests run every migration."""
    there = f"{venv}/bin/python"
    return [
        [
            str(python),
            "-m",
            "tools.environment",
            "requirements.txt",
            "requirements-dev.txt",
        ],
        [there, "manage.py", "check", "--fail-level", "WARNING"],
        [there, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *TESTS],
    ]


def complaint(python: Path) -> str:
    """What was printed by the first step that fails on `python`; nothing where all pass."""
    with tempfile.TemporaryDirectory(prefix="renran-python-") as folder:
        own = {"VENV": f"{folder}/venv", "VAR_DIR": f"{folder}/var"}
        environment = {**os.environ, **own, "RENRAN_PYTHON": ""}
        for step in steps(python, own["VENV"]):
            done = subprocess.run(
                step,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            if done.returncode:
                return done.stdout or f"{step[0]} ended with {done.returncode}"
    return ""


def main() -> int:
    """As many versions at a time as there are processors: half of it is waiting."""
    failed = 0
    found = sorted(versions().items())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = pool.map(complaint, [python for _version, python in found])
        for (version, python), told in zip(found, complaints, strict=True):
            name = ".".join(map(str, version))
            print(
                f"{'FAILED' if told else 'ok':<7}Python {name} ({python})", flush=True
            )
            if told:
                print(told, flush=True)
                failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
