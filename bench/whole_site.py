"""How fast the site answers: `python -m bench.whole_site [ARTICLES] [compare]`.

Fills the database that DATABASE_URL names (or a new SQLite file) with ARTICLES
(2,000) articles by `bench.library`, starts production's own web processes and worker on
it, and asks them with wrk, 16 connections, in rounds that take turns: pages from what is
kept, the same through nginx, then pages made each time, beside a bare Django view and a
static file. Writes docs/benchmarks.md and bench/results.json, where a run with another
number of articles stands beside the others; with `compare` nothing is written, and what
became slower than the committed file is printed.

Needs wrk, nginx where it is there, and two quiet cores; talks to this machine only.
"""

import json
import os
import platform
import re
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.asking import Group, Groups, cost, groups, wrk
from bench.proxy import is_here, nginx
from bench.publishing import seconds_until_seen
from bench.report import BARE, FILE, page, slower, table
from bench.servers import (
    PRODUCTION,
    ROOT,
    Server,
    database_cpu_seconds,
    said,
    serving,
    working,
)

RESULTS, PAGE = ROOT / "bench" / "results.json", ROOT / "docs" / "benchmarks.md"
ROUNDS, IMPORTED = 3, 1_000
Rates = dict[str, list[dict[str, float]]]


def main(articles: int, *, compares: bool) -> None:
    """Measure; write the results, or compare them with those that are there."""
    if shutil.which("wrk") is None:
        raise SystemExit("bench.whole_site needs wrk: apt-get install wrk")
    earlier = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    with tempfile.TemporaryDirectory() as place:
        variables = _prepare(Path(place), articles)
        found = _measured(Path(place), variables, articles)
    print(table(found))
    same = [run for run in earlier if _is_alike(run, found)]
    if compares:
        if not same:
            raise SystemExit(f"{RESULTS.name} has no such run: make one first")
        print("\n".join(slower(same[0], found) or ["as fast"]))
        return
    others = [run for run in earlier if not _is_alike(run, found)]
    runs = sorted([*others, found], key=lambda run: (run["stack"], run["articles"]))
    RESULTS.write_text(json.dumps(runs, indent=1, ensure_ascii=False) + "\n")
    PAGE.write_text(page(runs))


def _is_alike(run: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(run[name] == other[name] for name in ("articles", "stack"))


def _prepare(place: Path, articles: int) -> dict[str, str]:
    variables = {
        "DATABASE_URL": os.environ.get(
            "DATABASE_URL", f"sqlite:///{place / 'site.db'}"
        ),
        "REDIS_URL": os.environ.get("REDIS_URL", ""),
        "MEDIA_ROOT": os.environ.get("MEDIA_ROOT", str(place / "media")),
        "VAR_DIR": str(place / "var"),
    }
    if not variables["REDIS_URL"]:
        variables["CELERY_BROKER_URL"] = f"sqla+sqlite:///{place / 'tasks.db'}"
    manage = [sys.executable, "manage.py"]
    environ = {**PRODUCTION, **variables}
    said(*manage, "collectstatic", "--noinput", "-v0", **environ)
    said(*manage, "migrate", "-v0", **environ)
    if said(sys.executable, "-m", "bench.library", str(articles), **environ):
        said(*manage, "update_index", "-v0", **environ)
    return variables


def _measured(place: Path, variables: dict[str, str], articles: int) -> dict[str, Any]:
    environ = {**PRODUCTION, **variables}
    cookie = said(sys.executable, "-m", "bench.signed_in", **environ)
    with ExitStack() as stack:
        start = stack.enter_context
        warm = start(serving("cms.wsgi", 8131, **variables))
        worker = start(working(**variables))
        cold = start(serving("bench.cold", 8132, **variables))
        front = start(nginx(place / "nginx", 8134, warm)) if is_here() else None
        asked = groups(warm, cookie)
        size = len(warm.get(asked.kept["article"].paths[0]))
        bare = start(serving("bench.bare", 8133, BARE_BYTES=str(size)))
        warm_rates, front_rates = _rates(asked, bare, warm, front, size)
        database = partial(database_cpu_seconds, variables)
        made = {**asked.kept, **asked.own}
        spent = {name: cost(cold, group, database) for name, group in made.items()}
        seen = {"app": warm} | ({"nginx": front} if front else {})
        path = asked.kept["article"].paths[0]
        fresh = seconds_until_seen(seen, path, environ)
        memory = {"web": round(warm.memory_mib()), "worker": round(worker.memory_mib())}
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": said("git", "rev-parse", "--short", "HEAD"),
        "command": f'make bench ARGS="{articles}"',
        "machine": f"{os.cpu_count()} × {_processor()}, Python {platform.python_version()}",
        "stack": _stack(variables),
        "articles": articles,
        "memory_mib": memory,
        "warm": _summaries(warm_rates),
        "nginx": _summaries(front_rates),
        "cold": spent,
        "seen_seconds": fresh,
        "import": _imported(environ),
    }


def _rates(
    asked: Groups, bare: Server, warm: Server, front: Server | None, size: int
) -> tuple[Rates, Rates]:
    """Of each round: what the site answers, and what nginx does before it."""
    answered: Rates = {}
    proxied: Rates = {}
    name = "bench-of-this-size.html"
    sample = ROOT / "staticfiles" / name
    sample.write_bytes(b"x" * size)
    try:
        for _round in range(ROUNDS):
            answered.setdefault(BARE, []).append(wrk(bare, Group(["/"])))
            if front is not None:
                rate = wrk(front, Group([f"/static/{name}"]))
                proxied.setdefault(FILE, []).append(rate)
            for kind, group in asked.kept.items():
                answered.setdefault(kind, []).append(wrk(warm, group))
                if front is not None and not group.paths[0].startswith("/api/"):
                    proxied.setdefault(kind, []).append(wrk(front, group))
            for kind, group in asked.own.items():
                answered.setdefault(kind, []).append(wrk(warm, group))
    finally:
        sample.unlink()
    return answered, proxied


def _summaries(rates: Rates) -> dict[str, dict[str, float]]:
    return {name: _summary(rounds) for name, rounds in rates.items()}


def _summary(rounds: list[dict[str, float]]) -> dict[str, float]:
    rates = [each["rate"] for each in rounds]
    return {
        "rate": round(statistics.median(rates)),
        "least": round(min(rates)),
        "most": round(max(rates)),
        "p50_ms": statistics.median(each["p50_ms"] for each in rounds),
        "p99_ms": statistics.median(each["p99_ms"] for each in rounds),
    }


def _imported(environ: dict[str, str]) -> dict[str, int]:
    """A folder of Markdown, written into the same database by the importer."""
    command = [sys.executable, "-m", "bench.import_markdown", "", str(IMPORTED)]
    told = said(*command, **environ)
    seconds = re.search(r"^import +([\d.]+) s", told, re.MULTILINE)
    memory = re.search(r"^memory +(\d+) MiB", told, re.MULTILINE)
    if seconds is None or memory is None:
        raise SystemExit(f"bench.import_markdown said {told!r}")
    rate = round(IMPORTED * 60 / float(seconds[1]))
    return {"posts_a_minute": rate, "memory_mib": int(memory[1])}


def _stack(variables: dict[str, str]) -> str:
    database = "PostgreSQL" if variables["DATABASE_URL"].startswith("p") else "SQLite"
    return f"{database} + Redis" if variables["REDIS_URL"] else database


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (
        ln.partition(":")[2].strip() for ln in lines if ln.startswith("model name")
    )
    return next(names, platform.machine())


if __name__ == "__main__":
    words = sys.argv[1:]
    numbers = [int(word) for word in words if word.isdecimal()]
    main(numbers[0] if numbers else 2_000, compares="compare" in words)
