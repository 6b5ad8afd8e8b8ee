"""How fast Markdown renders: `python -m bench.markdown [FOLDER]`.

FOLDER (or SAMPLES_DIR) holds real posts: every .md below it is rendered once and
p50, p99 and the slowest are printed. The hostile inputs are printed always.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from texts import render
from texts.tests.hostile import HOSTILE


def main() -> None:
    """Print both measurements."""
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SAMPLES_DIR")
    if folder:
        _report_posts(sorted(Path(folder).rglob("*.md")))
    times = sorted(((_seconds(text), name) for name, text in HOSTILE.items()))
    _say("\nhostile input, slowest last")
    for seconds, name in times:
        _say(f"{seconds * 1000:8.0f} ms  {name}")


def _report_posts(paths: list[Path]) -> None:
    times = sorted((_seconds(text), path) for path, text in _texts(paths))
    total = sum(seconds for seconds, _ in times)
    _say(f"{len(times)} posts in {total:.1f} s")
    for name, share in (("p50", 0.50), ("p95", 0.95), ("p99", 0.99)):
        _say(f"{name} {times[int(len(times) * share)][0] * 1000:.1f} ms")
    for seconds, path in times[-5:]:
        _say(f"{seconds * 1000:8.1f} ms  {path.stat().st_size:8d} bytes  {path}")


def _texts(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if path.is_file():
            yield path, path.read_text(encoding="utf-8", errors="replace")


def _seconds(text: str) -> float:
    start = time.perf_counter()
    render(text)
    return time.perf_counter() - start


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
