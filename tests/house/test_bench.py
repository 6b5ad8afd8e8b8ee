"""The measurements read what the tools say, and tell what became slower."""

from copy import deepcopy

from bench.whole_site import BARE, slower, table

RUN = {
    "warm": {
        BARE: {"rate": 1000, "least": 900, "most": 1100, "p50_ms": 1.0, "p99_ms": 2.0},
        "home": {"rate": 950, "least": 940, "most": 990, "p50_ms": 1.5, "p99_ms": 3.0},
    },
    "cold": {"home": {"web_ms": 20.0, "database_ms": 5.0}},
}


def test_a_table_shows_each_measurement():
    lines = table(RUN).splitlines()

    assert lines[2] == f"| {BARE} | 1000 (900–1100) | 1.00 | 1.0 · 2.0 |  |"
    assert lines[3] == "| home | 950 (940–990) | 0.95 | 1.5 · 3.0 | 20.0 + 5.0 |"


def test_a_slower_machine_makes_nothing_slower():
    now = deepcopy(RUN)
    for rate in now["warm"].values():
        rate["rate"] /= 2

    assert slower(RUN, now) == []


def test_what_became_slower_is_told():
    now = deepcopy(RUN)
    now["warm"]["home"]["rate"] = 475
    now["cold"]["home"]["web_ms"] = 40.0

    assert slower(RUN, now) == [
        "home: 0.50 of what it was",
        "home, made: 20.0 → 40.0 ms",
    ]
