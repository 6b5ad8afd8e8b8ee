"""The published description of `/api/v1/`: docs/api/schema.yaml.

`python -m tools.schema` writes it; `--check` fails where it is missing, or no
longer says what the code does.
"""

import difflib
import io
import sys

import django
from django.conf import settings
from django.core.management import call_command

from tools.environment import ROOT

SCHEMA = ROOT / "docs" / "api" / "schema.yaml"


def generated() -> str:
    """Raises CommandError where the description is invalid or has gaps."""
    out = io.StringIO()
    urls = settings.SPECTACULAR_SETTINGS["SERVE_URLCONF"]
    call_command(
        "spectacular", urlconf=urls, validate=True, fail_on_warn=True, stdout=out
    )
    return out.getvalue()


def check() -> int:
    written = SCHEMA.read_text() if SCHEMA.exists() else ""
    now = generated()
    if written == now:
        return 0
    difference = difflib.unified_diff(
        written.splitlines(), now.splitlines(), "written", "generated", lineterm=""
    )
    print("\n".join(list(difference)[:40]))
    print("Run `make schema`.")
    return 1


def main() -> int:
    django.setup()
    if "--check" in sys.argv[1:]:
        return check()
    SCHEMA.parent.mkdir(parents=True, exist_ok=True)
    SCHEMA.write_text(generated())
    return 0


if __name__ == "__main__":
    sys.exit(main())
