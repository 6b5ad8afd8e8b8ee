"""The measurements read what the tools say, and tell what became slower."""

from copy import deepcopy

from bench.report import BARE, FILE, page, slower, table

RUN = {
    "warm": {
        BARE: {"rate": 1000, "least": 900, "most": 1100, "p50_ms": 1.0, "p99_ms": 2.0},
        "home": {"rate": 950, "least": 940, "most": 990, "p50_ms": 1.5, "p99_ms": 3.0},
    },
    "nginx": {
        FILE: {"rate": 5000, "least": 4900, "most": 5100, "p50_ms": 0.2, "p99_ms": 0.4},
        "home": {"rate": 4500, "least": 4400, "most": 4600, "p50_ms": 0.3, "p99_ms": 1},
    },
    "cold": {
        "home": {"web_ms": 20.0, "database_ms": 5.0},
        "state call": {"web_ms": 3.0, "database_ms": 1.0},
    },
}
WHOLE = {
    **RUN,
    "date": "2026-01-02",
    "commit": "abc1234",
    "command": "make bench",
    "machine": "2 × a processor",
    "stack": "SQLite",
    "articles": 2_000,
    "memory_mib": {"web": 200, "worker": 100},
    "seen_seconds": {"app": 0.3, "nginx": 2.1},
    "import": {"posts_a_minute": 2500, "memory_mib": 300},
}


def test_a_table_shows_each_measurement():
    lines = table(RUN).splitlines()

    assert lines[2:] == [
        f"| {BARE} | 1000 (900–1100) | 1.00 | 1.0 · 2.0 |  |  |",
        "| home | 950 (940–990) | 0.95 | 1.5 · 3.0 | 0.90 | 20.0 + 5.0 |",
        "| state call |  |  |  |  | 3.0 + 1.0 |",
    ]


def test_the_page_has_a_part_for_each_run():
    text = page([WHOLE, {**WHOLE, "articles": 50_000}])

    for said in (
        "## 2,000 articles, SQLite",
        "## 50,000 articles, SQLite",
        "2026-01-02, commit abc1234; 2 × a processor; `make bench`",
        "memory after the run (PSS): web 200 + worker 100 = 300 MiB",
        "static file by nginx: 5000 requests/s",
        "the longest of several: app 0.3 s · nginx 2.1 s",
        "import of Markdown: 2,500 posts a minute, 300 MiB at most",
    ):
        assert said in text


def test_a_slower_machine_makes_nothing_slower():
    now = deepcopy(RUN)
    for rate in now["warm"].values():
        rate["rate"] /= 2
    for cost in now["cold"].values():
        cost["web_ms"] *= 2

    assert slower(RUN, now) == []


def test_what_became_slower_is_told():
    now = deepcopy(RUN)
    now["warm"]["home"]["rate"] = 475
    now["cold"]["home"]["web_ms"] = 40.0

    assert slower(RUN, now) == [
        "home: 0.50 of what it was",
        "home, made: 20.0 → 40.0 ms",
    ]
