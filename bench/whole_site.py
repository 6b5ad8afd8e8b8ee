"""How fast the site answers: `python -m bench.whole_site [ARTICLES] [compare]`.

Fills the database that DATABASE_URL names (or a new SQLite file) with ARTICLES
(2,000) articles by `bench.library`, starts production's own web processes on it, and
asks them with wrk, 16 connections, in rounds that take turns: pages from what is kept,
then pages made each time, beside a bare Django view under the same server. Writes
docs/benchmarks.md and bench/results.json; with `compare` nothing is written, and
what became slower than the committed file is printed, in ratios to the bare view.

Needs wrk, and two quiet cores; talks to this machine only.
"""

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.servers import HOST, ROOT, Server, database_cpu_seconds, serving

RESULTS, PAGE = ROOT / "bench" / "results.json", ROOT / "docs" / "benchmarks.md"
ROUNDS, SECONDS, COLD_REQUESTS = 3, 4, 60
# How much slower, against the bare view of the same run, is worth a word.
SLOWER = 0.85
BARE = "bare Django view"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
WORDS = "数据库 茶馆 编译器 江南 雪夜 图书馆 缓存 写作 早市 信件".split()
LUA = """
local paths = { %s }
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def main(articles: int, *, compares: bool) -> None:
    """Measure; write the results, or compare them with those that are there."""
    if shutil.which("wrk") is None:
        raise SystemExit("bench.whole_site needs wrk: apt-get install wrk")
    with tempfile.TemporaryDirectory() as place:
        variables = _prepare(Path(place), articles)
        found = _measured(variables, articles)
    print(table(found))
    if compares:
        if not RESULTS.exists():
            raise SystemExit(f"{RESULTS.name} is not there yet: run it without compare")
        print("\n".join(slower(json.loads(RESULTS.read_text()), found) or ["as fast"]))
        return
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    PAGE.write_text(page(found))


def _prepare(place: Path, articles: int) -> dict[str, str]:
    variables = {
        "DATABASE_URL": os.environ.get(
            "DATABASE_URL", f"sqlite:///{place / 'site.db'}"
        ),
        "REDIS_URL": os.environ.get("REDIS_URL", ""),
        "CELERY_BROKER_URL": f"sqla+sqlite:///{place / 'tasks.db'}",
        "MEDIA_ROOT": os.environ.get("MEDIA_ROOT", str(place / "media")),
    }
    from bench.servers import PRODUCTION

    environ = {**os.environ, **PRODUCTION, **variables}
    manage = [sys.executable, "manage.py"]
    for command in (
        [*manage, "collectstatic", "--noinput", "-v0"],
        [*manage, "migrate", "-v0"],
        [sys.executable, "-m", "bench.library", str(articles)],
        [*manage, "update_index", "-v0"],
    ):
        subprocess.run(command, cwd=ROOT, env=environ, check=True)
    return variables


def _measured(variables: dict[str, str], articles: int) -> dict[str, Any]:
    with ExitStack() as stack:
        start = stack.enter_context
        warm = start(serving("cms.wsgi", 8131, **variables))
        cold = start(serving("bench.cold", 8132, **variables))
        groups = _groups(warm)
        size = str(len(warm.get(groups["article"][0])))
        bare = start(serving("bench.bare", 8133, BARE_BYTES=size))
        rates: dict[str, list[dict[str, float]]] = {}
        for _round in range(ROUNDS):
            rates.setdefault(BARE, []).append(wrk(bare, ["/"]))
            for name, paths in groups.items():
                rates.setdefault(name, []).append(wrk(warm, paths))
        cost = {name: _cost(cold, paths, variables) for name, paths in groups.items()}
        memory = warm.memory_mib()
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
        "machine": f"{os.cpu_count()} × {_processor()}, Python {platform.python_version()}",
        "stack": _stack(variables),
        "articles": articles,
        "memory_mib": round(memory),
        "warm": {name: _summary(rounds) for name, rounds in rates.items()},
        "cold": cost,
    }


def _groups(server: Server) -> dict[str, list[str]]:
    """What is asked for, each with the addresses that take turns."""
    api = "/api/v2/pages/?type=articles.ArticlePage"
    listed = json.loads(server.get(f"{api}&limit=20&fields=_,html_url,id"))["items"]
    pages = [_path(item["meta"]["html_url"]) for item in listed]
    authors = sorted({"/".join(page.split("/")[:3]) + "/" for page in pages})
    topics = re.findall(r'href="(/topics/[^"/]+/)"', server.get("/topics/").decode())
    return {
        "home": ["/"],
        "article": pages,
        "author": authors,
        "topic": sorted(set(topics)),
        "archive": ["/archive/"],
        "feed": ["/feed.xml"],
        "API list (10 with bodies)": [f"{api}&limit=10&fields=body"],
        "API item": [f"/api/v2/pages/{item['id']}/" for item in listed],
        "search": [f"/search/?q={word}" for word in WORDS],
    }


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


def wrk(server: Server, paths: list[str]) -> dict[str, float]:
    """Requests per second, and latency in milliseconds at p50 and p99."""
    for path in paths:
        server.get(_quoted(path))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % ", ".join(json.dumps(_quoted(path)) for path in paths))
        script.flush()
        headers = ["-H", f"Host: {HOST}", "-H", "X-Forwarded-Proto: https"]
        load = ["-t1", "-c16", f"-d{SECONDS}", "--latency", "-s", script.name]
        said = _said("wrk", *load, *headers, server.url)
    if "Non-2xx" in said:
        raise SystemExit(f"{paths[0]}: {said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    at = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", said))
    return {
        "rate": float(rate[1]) if rate else 0.0,
        "p50_ms": _milliseconds(at.get("50", "0s")),
        "p99_ms": _milliseconds(at.get("99", "0s")),
    }


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?=&.:,_-")


def _milliseconds(text: str) -> float:
    found = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    return round(float(found[1]) * UNITS[found[2]], 2) if found else 0.0


def _cost(
    server: Server, paths: list[str], variables: dict[str, str]
) -> dict[str, float]:
    """Processor milliseconds per request that is made anew: web, and database."""
    for path in paths[:4] * 2:
        server.get(_quoted(path))
    web, database = server.cpu_seconds(), database_cpu_seconds(variables)
    for number in range(COLD_REQUESTS):
        server.get(_quoted(paths[number % len(paths)]))
    web = server.cpu_seconds() - web
    database = database_cpu_seconds(variables) - database
    return {
        "web_ms": round(web * 1000 / COLD_REQUESTS, 1),
        "database_ms": round(database * 1000 / COLD_REQUESTS, 1),
    }


def _summary(rounds: list[dict[str, float]]) -> dict[str, float]:
    rates = [each["rate"] for each in rounds]
    return {
        "rate": round(statistics.median(rates)),
        "least": round(min(rates)),
        "most": round(max(rates)),
        "p50_ms": statistics.median(each["p50_ms"] for each in rounds),
        "p99_ms": statistics.median(each["p99_ms"] for each in rounds),
    }


def slower(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What has become slower, as lines; ratios to the bare view of each run."""
    lines = []
    for name, found in now["warm"].items():
        then = before["warm"].get(name)
        if then is None or name == BARE:
            continue
        ratio = _ratio(found, now) / max(_ratio(then, before), 0.001)
        if ratio < SLOWER:
            lines.append(f"{name}: {ratio:.2f} of what it was")
    for name, cost in now["cold"].items():
        then = before["cold"].get(name)
        if then is not None and cost["web_ms"] > then["web_ms"] / SLOWER + 0.5:
            lines.append(f"{name}, made: {then['web_ms']} → {cost['web_ms']} ms")
    return lines


def _ratio(found: dict[str, float], run: dict[str, Any]) -> float:
    return found["rate"] / max(run["warm"][BARE]["rate"], 1)


def table(found: dict[str, Any]) -> str:
    """The results as a table of Markdown."""
    lines = [
        "| | kept: requests/s (least–most) | of the bare view | p50 · p99 ms | "
        "made: CPU ms web + database |",
        "|---|---|---|---|---|",
    ]
    for name, rate in found["warm"].items():
        cost = found["cold"].get(name)
        made = f"{cost['web_ms']} + {cost['database_ms']}" if cost else ""
        speed = f"{rate['rate']} ({rate['least']}–{rate['most']})"
        times = f"{rate['p50_ms']:.1f} · {rate['p99_ms']:.1f}"
        ratio = f"{_ratio(rate, found):.2f}"
        lines.append(f"| {name} | {speed} | {ratio} | {times} | {made} |")
    return "\n".join(lines)


def page(found: dict[str, Any]) -> str:
    """docs/benchmarks.md."""
    return f"""# How fast it is

`make bench` measured this on {found["date"]}, commit {found["commit"]}: {found["articles"]:,} articles,
{found["stack"]}, {found["machine"]}; production settings, 2 web processes, 16 connections of wrk on the
same machine, median of {ROUNDS} rounds that take turns. *Kept* is what `core/caching` answers, *made* what a page
costs that is put together anew, while the pieces that it shares with others hold. A search is kept for half a minute.

{table(found)}

Both web processes together: {found["memory_mib"]} MiB (proportional set size) after the run.
"""


def _stack(variables: dict[str, str]) -> str:
    database = "PostgreSQL" if variables["DATABASE_URL"].startswith("p") else "SQLite"
    return f"{database} + Redis" if variables["REDIS_URL"] else database


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (
        ln.partition(":")[2].strip() for ln in lines if ln.startswith("model name")
    )
    return next(names, platform.machine())


def _said(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    words = sys.argv[1:]
    numbers = [int(word) for word in words if word.isdecimal()]
    main(numbers[0] if numbers else 2_000, compares="compare" in words)
