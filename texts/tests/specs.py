"""The texts of the CommonMark and GFM specifications, for the tests of conformance.

They are under a licence of their own and stay out of the repository: `main` takes
them from a published package and keeps them under var/specs/.
Run `python -m texts.tests.specs`; it does nothing the second time.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

PACKAGE = "marko==2.2.4"
NAMES = ("commonmark.txt", "gfm.txt")
FOLDER = Path(__file__).parents[2] / "var" / "specs"
COMMAND = "python -m texts.tests.specs"
_EXAMPLE = re.compile(
    r"^`{32} example([^\n]*)\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL
)


class Example(NamedTuple):
    """One example: its number in the specification, its extension, both sides."""

    number: int
    extension: str
    markdown: str
    html: str


def examples(name: str) -> list[Example]:
    """All examples of the specification `name`.

    Raises FileNotFoundError, naming the command to run, if it was not fetched.
    """
    path = FOLDER / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing, run: {COMMAND}")
    found = _EXAMPLE.findall(path.read_text(encoding="utf-8").replace("→", "\t"))
    return [
        Example(number, extension.strip(), markdown, html)
        for number, (extension, markdown, html) in enumerate(found, 1)
    ]


def main() -> None:
    """Fetch the specifications, unless they are there."""
    if all((FOLDER / name).is_file() for name in NAMES):
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*_pip(), *_download(folder)], check=True)
        archive = next(Path(folder).glob("*.tar.gz"))
        _unpack(archive)


def _pip() -> list[str]:
    """How to call pip here: environments made by uv have none of their own."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if pip := shutil.which("pip") or shutil.which("pip3"):
        return [pip]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "pip"]
    raise SystemExit(f"no pip found; put {' and '.join(NAMES)} into {FOLDER}")


def _download(folder: str) -> list[str]:
    name = PACKAGE.partition("==")[0]
    return ["download", "-q", "--no-deps", "--no-binary", name, "-d", folder, PACKAGE]


def _unpack(archive: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as package:
        for member in package.getmembers():
            path = Path(member.name)
            text = package.extractfile(member) if path.name in NAMES else None
            if text is not None and path.parent.name == "spec":
                # Whole or not at all: a cut file would pass for a short specification.
                partial = FOLDER / f"{path.name}.part"
                partial.write_bytes(text.read())
                partial.replace(FOLDER / path.name)


if __name__ == "__main__":
    main()
