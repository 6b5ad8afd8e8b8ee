"""The catalogues: collect our strings, compile them, and say what is missing.

`python -m tools.messages` rewrites locale/en; `--check` changes nothing and fails
where a string has no English, is marked fuzzy, or a compiled file is older.
Strings in the code and templates are Chinese; English is the one translation.
locale/zh_Hans is written by hand: Chinese for what Wagtail has in English only.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from tools.environment import ROOT

CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
# Both catalogues: Python and templates, and what a script asks for.
DOMAINS = {"django": "html,txt,py", "djangojs": "js"}
IGNORED = (".venv", "node_modules", "var", "staticfiles", "static/vendor", "media")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "var", "node_modules", "staticfiles", "__pycache__", ".*_cache"
)
SHOWN = 20


def refuse_without_gettext() -> None:
    if shutil.which("xgettext") is None:
        raise SystemExit("GNU gettext is missing (Debian: apt-get install gettext).")


def collect(folder: Path) -> None:
    """Django's own extraction into `folder`; raises SystemExit with its message."""
    for domain, extensions in DOMAINS.items():
        command = [
            *(sys.executable, "-m", "django", "makemessages", "--locale=en"),
            *(f"--domain={domain}", f"--extension={extensions}", "--no-location"),
            *("--no-wrap", "--no-obsolete"),
            *(f"--ignore={name}" for name in (*IGNORED, "*/tests/*", "tests", "tools")),
        ]
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment(folder),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)


def _environment(folder: Path) -> dict[str, str]:
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    path = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    return os.environ | {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": path}


def catalogues(folder: Path) -> list[Path]:
    return sorted((folder / "locale").glob("*/LC_MESSAGES/*.po"))


def compile_all(folder: Path) -> None:
    """Write a .mo beside each .po; they are committed, so that running needs no gettext."""
    for path in catalogues(folder):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def translations(
    catalogue: polib.POFile | polib.MOFile,
) -> dict[object, str | dict[int, str]]:
    """What a catalogue says, whatever order and headers it was written with."""
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in catalogue
        if "fuzzy" not in entry.flags and not entry.obsolete
        if entry.msgstr or any(entry.msgstr_plural.values())
    }


def stale(folder: Path) -> list[str]:
    """Names of compiled files that do not say what their source says."""
    found = []
    for path in catalogues(folder):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or translations(
            polib.mofile(str(compiled))
        ) != translations(polib.pofile(str(path))):
            found.append(str(compiled.relative_to(folder)))
    return found


def untranslated(folder: Path) -> list[str]:
    """Strings that have no translation where they should."""
    return [
        f"{path.relative_to(folder)}: {entry.msgid!r}"
        + (" (fuzzy)" if entry.fuzzy else "")
        for path in catalogues(folder)
        for entry in polib.pofile(str(path))
        if not entry.obsolete and not entry.translated()
    ]


def check() -> int:
    """The number of complaints; works on a copy and leaves the tree as it is."""
    with tempfile.TemporaryDirectory(prefix="renran-messages-") as temporary:
        copy = Path(temporary) / "tree"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        (copy / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
        collect(copy)
        missing = untranslated(copy)
    old = stale(ROOT)
    for line in missing[:SHOWN]:
        print(f"no translation in {line}")
    if len(missing) > SHOWN:
        print(f"… and {len(missing) - SHOWN} more")
    for name in old:
        print(f"{name} is not up to date")
    if missing or old:
        print("Run `make messages`, and translate what is empty in locale/en.")
    return len(missing) + len(old)


def main() -> int:
    refuse_without_gettext()
    if "--check" in sys.argv[1:]:
        return 1 if check() else 0
    (ROOT / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    collect(ROOT)
    compile_all(ROOT)
    for line in untranslated(ROOT):
        print(f"no translation in {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
