"""Lints and formats static/ with Biome, which npm installs into tools/web/ when missing.

`python -m tools.node check` says what is wrong, `format` and `lint` mend what can be
mended. Nothing here is needed to run the site; standard library only.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tools.environment import ROOT

WEB = ROOT / "tools" / "web"
COMMANDS = {
    "check": ["check", "--error-on-warnings"],
    "format": ["format", "--write"],
    "lint": ["lint", "--write", "--error-on-warnings"],
}


def stamp_of(folder: Path) -> Path:
    """Says what was installed last; lies in node_modules and goes with it."""
    return folder / "node_modules" / ".installed"


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()


def is_installed(folder: Path) -> bool:
    stamp = stamp_of(folder)
    return stamp.exists() and stamp.read_text() == _digest(folder)


def ensure(folder: Path = WEB) -> None:
    """Install what the lock file names, unless it is installed as it stands.

    Raises SystemExit when npm is missing or fails; nothing is stamped then.
    """
    if is_installed(folder):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "The linters of JavaScript and CSS are installed by npm, which is not here "
            "(Debian, Ubuntu: apt-get install npm)."
        )
    print("Installing the linters of JavaScript and CSS …", flush=True)
    if subprocess.run([npm, "ci", "--silent"], cwd=folder).returncode:
        raise SystemExit("npm could not install the linters (see above).")
    stamp_of(folder).write_text(_digest(folder))


def main(names: list[str]) -> int:
    """The exit code of Biome."""
    command = COMMANDS.get(names[0]) if len(names) == 1 else None
    if command is None:
        raise SystemExit(f"Say one of {', '.join(COMMANDS)}.")
    ensure()
    biome = WEB / "node_modules" / ".bin" / "biome"
    return subprocess.run([biome, *command], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
