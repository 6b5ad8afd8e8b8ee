"""Rows read together for many pieces: once, and no piece newer than its reading."""

from core.caching.ledger import Entered
from core.caching.making import note, watching
from core.caching.pieces import Pieces, is_kept, piece
from core.caching.together import Together


class Table:
    """Rows by key; remembers which were asked for."""

    def __init__(self, **rows: str) -> None:
        self.rows = {int(key[1:]): value for key, value in rows.items()}
        self.asked: list[set[int]] = []

    def __call__(self, keys):
        self.asked.append(set(keys))
        return {key: self.rows[key] for key in keys if key in self.rows}


def card(rows: Together, key: int) -> str | None:
    def make() -> str | None:
        note(f"row:{key}")
        return rows.get(key, lambda other: is_kept(f"card {other}"))

    return piece(f"card {key}", make)


def test_all_that_are_missing_come_in_one_reading():
    store, table = Pieces(), Table(_1="甲", _2="乙", _3="丙")
    with watching(store):
        assert card(Together([2], table), 2) == "乙"

        rows = Together([1, 2, 3, 4], table)
        assert [card(rows, key) for key in (1, 2, 3, 4)] == ["甲", "乙", "丙", None]

    assert table.asked == [{2}, {1, 3, 4}]


def test_a_row_that_changed_since_the_reading_is_not_kept():
    store, table = Pieces(), Table(_1="甲", _2="乙")
    with watching(store):
        rows = Together([1, 2], table)
        assert card(rows, 1) == "甲"
        table.rows = {1: "甲", 2: "新"}
        store.hear([Entered(1, frozenset({"row:2"}), False)])
        # The answer that is being made is as old as it was begun, but nothing else is.
        assert card(rows, 2) == "乙"

    with watching(store):
        again = Together([1, 2], table)
        assert [card(again, key) for key in (1, 2)] == ["甲", "新"]
    assert table.asked == [{1, 2}, {2}]


def test_a_row_that_made_room_meanwhile_is_read_again():
    table = Table(_1="甲", _2="乙")
    with watching(Pieces()):
        rows = Together([1, 2], table)

        assert rows.get(1, lambda other: other == 2) == "甲"
        assert rows.get(2, lambda other: True) == "乙"
    assert table.asked == [{1}, {2}]


def test_nothing_is_noted_by_reading():
    def read(keys):
        note("everything that was read")
        return dict.fromkeys(keys, "甲")

    with watching(Pieces()) as making:
        Together([1, 2], read).get(1, lambda other: False)
    assert making.tags == set()
