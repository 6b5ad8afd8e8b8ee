"""Tries the pins on every other Python of this machine, from nothing.

`python -m tools.pythons` takes each 3.11, 3.12 and 3.13 found on PATH, in /usr/bin and
among pyenv's, once per version, makes an environment of its own for it, installs both
requirements files, and has the site checked, migrated and tried by a few tests there.
The exit code is the number of versions that failed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.environment import ROOT

SUPPORTED = ((3, 11), (3, 12), (3, 13))
# Models, migrations, pages, Markdown and the API, in half a minute.
TESTS = (
    "tests/serving/test_sitemap.py",
    "core/tests/test_errors.py",
    "tests/test_head.py",
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


def works(python: Path) -> bool:
    """Whether everything a developer begins with works on `python`."""
    with tempfile.TemporaryDirectory(prefix="renran-python-") as folder:
        own = {"VENV": f"{folder}/venv", "VAR_DIR": f"{folder}/var"}
        environment = {**os.environ, **own, "RENRAN_PYTHON": ""}
        there = f"{folder}/venv/bin/python"
        requirements = ["requirements.txt", "requirements-dev.txt"]
        steps: list[list[str]] = [
            [str(python), "-m", "tools.environment", *requirements],
            [there, "manage.py", "check", "--fail-level", "WARNING"],
            [there, "manage.py", "migrate", "--verbosity", "0"],
            [there, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *TESTS],
        ]
        return all(
            subprocess.run(step, cwd=ROOT, env=environment).returncode == 0
            for step in steps
        )


def main() -> int:
    failed = 0
    for version, python in sorted(versions().items()):
        name = ".".join(map(str, version))
        print(f"--- Python {name} ({python})", flush=True)
        if not works(python):
            print(f"Python {name} does not work", flush=True)
            failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
