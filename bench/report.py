"""What was measured, as a page for people and as ratios to an earlier run."""

from typing import Any

# How much slower, against the bare view of the same run, is worth a word.
SLOWER = 0.85
BARE, FILE = "bare Django view", "static file by nginx"


def page(runs: list[dict[str, Any]]) -> str:
    """docs/benchmarks.md of the runs, each with its own number of articles."""
    return HEAD + "\n".join(map(_run, runs))


HEAD = """# How fast it is

`make bench` writes this page: production settings, 2 web processes, 16 connections of wrk on the same machine,
medians of rounds that take turns, with the least and the most. *Kept* is what `core/caching` answers by itself
and *nginx* what it answers behind `deploy/nginx.conf`, both as a share of what the same server does with
nothing to do: a bare Django view, and a static file of the size of a page. *Made* is the processor's time of a page
that is put together anew from pieces that it shares with others, in the web process and in the database. A search is
kept for half a minute. `make bench ARGS=compare` says what became slower than the numbers in bench/results.json.
"""


def _run(found: dict[str, Any]) -> str:
    return f"""
## {found["articles"]:,} articles, {found["stack"]}

{found["date"]}, commit {found["commit"]}; {found["machine"]}; `{found["command"]}`

{table(found)}

{_others(found)}
"""


def table(found: dict[str, Any]) -> str:
    """The results as a table of Markdown."""
    lines = [
        "| | kept: requests/s (least–most) | of the bare view | p50 · p99 ms | "
        "of the static file, by nginx | made: CPU ms web + database |",
        "|---|---|---|---|---|---|",
    ]
    for name in [*found["warm"], *(n for n in found["cold"] if n not in found["warm"])]:
        warm, cold = found["warm"].get(name), found["cold"].get(name)
        near = found["nginx"].get(name)
        rate = f"{warm['rate']} ({warm['least']}–{warm['most']})" if warm else ""
        times = f"{warm['p50_ms']:.1f} · {warm['p99_ms']:.1f}" if warm else ""
        ratio = f"{share(warm, found['warm'][BARE]):.2f}" if warm else ""
        front = f"{share(near, found['nginx'][FILE]):.2f}" if near else ""
        made = f"{cold['web_ms']} + {cold['database_ms']}" if cold else ""
        lines.append(f"| {name} | {rate} | {ratio} | {times} | {front} | {made} |")
    return "\n".join(lines)


def _others(found: dict[str, Any]) -> str:
    """What is no page: memory, freshness, import."""
    lines = [f"- memory after the run (PSS): {_memory(found['memory_mib'])}"]
    if near := found["nginx"].get(FILE):
        lines.append(f"- {FILE}: {near['rate']} requests/s")
    seen = found["seen_seconds"]
    said = " · ".join(f"{name} {seconds} s" for name, seconds in seen.items())
    lines.append(f"- published until seen by all, the longest of several: {said}")
    imported = found["import"]
    lines.append(
        f"- import of Markdown: {imported['posts_a_minute']:,} posts a minute, "
        f"{imported['memory_mib']} MiB at most"
    )
    return "\n".join(lines)


def _memory(parts: dict[str, int]) -> str:
    each = " + ".join(f"{name} {mib}" for name, mib in parts.items())
    return f"{each} = {sum(parts.values())} MiB"


def share(found: dict[str, float], of: dict[str, float]) -> float:
    """How many requests of the one go into one of the other."""
    return found["rate"] / max(of["rate"], 1)


def slower(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What has become slower, as lines; ratios to the bare view of each run."""
    lines = []
    for name, found in now["warm"].items():
        then = before["warm"].get(name)
        if then is None or name == BARE:
            continue
        ratio = share(found, now["warm"][BARE])
        ratio /= max(share(then, before["warm"][BARE]), 0.001)
        if ratio < SLOWER:
            lines.append(f"{name}: {ratio:.2f} of what it was")
    # A slower machine has a slower bare view.
    pace = before["warm"][BARE]["rate"] / max(now["warm"][BARE]["rate"], 1)
    for name, cost in now["cold"].items():
        then = before["cold"].get(name)
        if then is not None and cost["web_ms"] > then["web_ms"] * pace / SLOWER + 0.5:
            lines.append(f"{name}, made: {then['web_ms']} → {cost['web_ms']} ms")
    return lines
