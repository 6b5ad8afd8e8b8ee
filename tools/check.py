"""`make check`: everything that can be said about the code without running the site.

All steps run even where one fails, so that one look shows everything.
`python -m tools.check [NAME …]` runs only the named ones; the exit code is the
number of steps that failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.environment import ROOT

BIN = Path(sys.executable).parent
SHOWN_LINES = 60
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "r7Gq2m-only-for-this-check-4vXw9Zk1Lp8sYt3Nc6Hb5Jd0Fa",
    "ALLOWED_HOSTS": "renran.example",
    "SITE_URL": "https://renran.example",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp://127.0.0.1:25",
}


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


STEPS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--output-format=concise", "."],
    "lint": [str(BIN / "ruff"), "check", "--output-format=concise", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports")],
    "system": manage("check", "--fail-level", "WARNING"),
    "deploy": manage("check", "--deploy", "--fail-level", "WARNING"),
    "migrations": manage("makemigrations", "--check", "--dry-run"),
    "migration-safety": [sys.executable, "-m", "tools.migrations"],
    "templates-format": [str(BIN / "djlint"), "--check", "templates"],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
    "web": [sys.executable, "-m", "tools.node", "check"],
    "translations": [sys.executable, "-m", "tools.messages", "--check"],
    "schema": [sys.executable, "-m", "tools.schema", "--check"],
}


def environment(name: str, var_dir: str) -> dict[str, str]:
    """Nothing of the developer's own: no services, and a `var/` that goes away."""
    chosen = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": f"sqlite:///{var_dir}/check.sqlite3",
        "REDIS_URL": "",
        "ELASTICSEARCH_URL": "",
        "VAR_DIR": var_dir,
    }
    if name == "deploy":
        chosen |= PRODUCTION
    return os.environ | chosen


def run(name: str, command: list[str]) -> tuple[bool, str]:
    """Whether the step passed, and what to print; its output only where it did not."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="renran-check-") as var_dir:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(name, var_dir),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    seconds = time.monotonic() - started
    passed = done.returncode == 0
    told = [f"{'ok' if passed else 'FAILED':<7}{name:<18}{seconds:5.1f} s"]
    if not passed:
        lines = done.stdout.splitlines()
        told += lines[:SHOWN_LINES]
        if len(lines) > SHOWN_LINES:
            told.append(f"… {len(lines) - SHOWN_LINES} more lines")
    return passed, "\n".join(told)


def main(names: list[str]) -> int:
    if unknown := set(names) - set(STEPS):
        raise SystemExit(
            f"There is no step {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}."
        )
    wanted = {n: command for n, command in STEPS.items() if not names or n in names}
    failed = []
    # Side by side, told in their order.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = pool.map(run, wanted, wanted.values())
        for name, (passed, told) in zip(wanted, answers, strict=True):
            print(told, flush=True)
            if not passed:
                failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
