"""Keeps large files and private keys out of commits; takes the files as arguments."""

import re
import sys
from pathlib import Path

LARGEST = 1_000_000
PRIVATE_KEY = re.compile(rb"^-----BEGIN [A-Z ]*PRIVATE KEY-----", re.MULTILINE)


def complaint(path: Path) -> str:
    """Why the file must not be committed, or an empty string."""
    if path.is_symlink() or not path.is_file():
        return ""
    content = path.read_bytes()
    if len(content) > LARGEST:
        return f"{path}: {len(content):,} bytes, more than {LARGEST:,}"
    if PRIVATE_KEY.search(content):
        return f"{path}: holds a private key"
    return ""


def main(names: list[str]) -> int:
    complaints = [text for name in names if (text := complaint(Path(name)))]
    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
