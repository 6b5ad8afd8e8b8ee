"""Makes `.venv` and keeps it at the pinned requirements; standard library only.

`python -m tools.environment requirements.txt [requirements-dev.txt …]`
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
VENV = Path(os.environ.get("VENV") or ROOT / ".venv")


def refuse_old_python() -> None:
    """Raises SystemExit naming the version that is wanted."""
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        raise SystemExit(f"Renran needs Python {wanted} or later: make run PYTHON=…")


def venv_python() -> Path:
    """The interpreter everything runs on; `RENRAN_PYTHON` names a prepared one."""
    if prepared := os.environ.get("RENRAN_PYTHON"):
        return Path(prepared)
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv() -> None:
    if venv_python().exists():
        return
    print(f"Making {VENV} …", flush=True)
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        raise SystemExit(
            f"{sys.executable} cannot make a virtual environment with pip "
            "(Debian, Ubuntu: apt-get install python3-venv)."
        ) from None


def _digest(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def stamp_of(requirements: Path) -> Path:
    """Says what was installed last; lies in the environment and goes with it."""
    return venv_python().parent.parent / f".installed-{requirements.stem}"


def is_installed(requirements: Path) -> bool:
    stamp = stamp_of(requirements)
    return stamp.exists() and stamp.read_text() == _digest(requirements)


def install_command(requirements: Path) -> list[str]:
    return [
        str(venv_python()),
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--requirement", str(requirements)),
    ]


def ensure(*names: str) -> None:
    """Install each requirements file unless it is installed as it stands.

    Raises SystemExit when pip fails; nothing is stamped then, so the next call
    tries again. Does nothing where `RENRAN_PYTHON` names a prepared interpreter.
    """
    refuse_old_python()
    if os.environ.get("RENRAN_PYTHON"):
        return
    make_venv()
    for requirements in (ROOT / name for name in names):
        if is_installed(requirements):
            continue
        print(f"Installing {requirements.name} …", flush=True)
        ensure_pip()
        if subprocess.run(install_command(requirements)).returncode:
            raise SystemExit(f"pip could not install {requirements.name} (see above).")
        stamp_of(requirements).write_text(_digest(requirements))


def ensure_pip() -> None:
    """An environment made by another tool may have come without pip."""
    if not list(VENV.glob("lib*/**/site-packages/pip/__init__.py")):
        command = [str(venv_python()), "-m", "ensurepip"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    ensure(*sys.argv[1:])
