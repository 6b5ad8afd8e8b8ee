"""Pieces: made once, gone with what they show, and never older than a purge."""

from datetime import timedelta

import pytest

from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from core.caching.ledger import Entered
from core.caching.making import EVERYTHING, note, note_end, watching
from core.caching.pieces import Pieces, are_shared, is_kept, piece, tally


class Maker:
    """Gives a new number each time, and notes `tags`."""

    def __init__(self, *tags: str, until=None) -> None:
        self.tags, self.until, self.made = tags, until, 0

    def __call__(self) -> int:
        self.made += 1
        note(*self.tags)
        note_end(self.until)
        return self.made


def purged(*tags: str) -> list[Entered]:
    return [Entered(1, frozenset(tags), False)]


def asked(store: Pieces, make: Maker, name: str = "foot") -> tuple[int, set[str]]:
    """What an answer gets, and the tags it has then."""
    with watching(store) as making:
        value = piece(name, make)
    return value, making.tags


def test_made_once_and_noted_for_every_answer():
    store, make = Pieces(), Maker("site", "page:1")

    assert asked(store, make) == asked(store, make) == (1, {"site", "page:1"})


def test_made_each_time_where_nothing_is_kept():
    make = Maker("site")

    with watching() as making:
        assert (piece("foot", make), piece("foot", make)) == (1, 2)
        assert not are_shared()
    assert making.tags == {"site"}
    assert piece("foot", make) == 3


@pytest.mark.parametrize("tag", ["site", "page:1", EVERYTHING])
def test_a_purge_of_one_of_its_tags_makes_it_anew(tag):
    store, make = Pieces(), Maker("site", "page:1")
    asked(store, make)

    store.hear(purged(tag))

    assert asked(store, make)[0] == 2
    assert len(store) == 1


def test_another_purge_leaves_it():
    store, make = Pieces(), Maker("site")
    asked(store, make)

    store.hear(purged("page:1"))

    assert asked(store, make)[0] == 1


def test_purged_while_it_was_made_it_is_not_kept():
    store = Pieces()

    def make() -> str:
        note("site")
        store.hear(purged("site"))
        return "old"

    with watching(store) as making:
        assert piece("foot", make) == "old"
        assert not is_kept("foot")
    assert making.tags == {"site"}


def test_made_of_what_the_answer_read_before_a_purge_it_is_not_kept():
    """A template's piece shows what the view found before the piece was begun."""
    store, make = Pieces(), Maker("site")
    with watching(store):
        store.hear(purged("site"))
        assert piece("foot", make) == 1
        assert piece("page", lambda: piece("foot", make)) == 2

    assert asked(store, make) == (3, {"site"})
    assert asked(store, make, "page")[0] == 4
    assert asked(store, make) == (3, {"site"})


def test_each_site_has_its_own():
    store, make = Pieces(), Maker("site")

    def of(site: int) -> int:
        with watching(store) as making:
            making.site = site
            return piece("list", lambda: piece("card", make))

    assert [of(1), of(2), of(1), of(2)] == [1, 2, 1, 2]


def test_all_was_forgotten_while_it_was_made():
    store = Pieces()

    def make() -> str:
        store.clear()
        return "old"

    with watching(store):
        piece("foot", make)
        assert not is_kept("foot")


def test_what_ends_by_itself_is_made_anew_then():
    store = Pieces()
    late = Maker(until=timezone.now() - timedelta(seconds=1))
    soon = Maker(until=timezone.now() + timedelta(hours=1))

    with watching(store) as making:
        assert [piece("late", late), piece("late", late)] == [1, 2]
        assert [piece("soon", soon), piece("soon", soon)] == [1, 1]
    assert making.until == late.until


def test_each_language_has_its_own():
    store, make = Pieces(), Maker()
    asked(store, make)

    with translation.override("en"):
        assert asked(store, make)[0] == 2
    assert asked(store, make)[0] == 1


def test_a_piece_within_a_piece_gives_it_its_tags():
    store, inner = Pieces(), Maker("page:1")

    def outer() -> int:
        note("site")
        return piece("inner", inner)

    with watching(store):
        piece("outer", outer)
    store.hear(purged("page:1"))

    with watching(store) as making:
        assert piece("outer", outer) == 2
    assert making.tags == {"site", "page:1"}


def test_the_ones_not_used_make_room():
    store = Pieces(most=2)
    for name in ("one", "two", "one", "three"):
        asked(store, Maker(), name)

    with watching(store):
        kept = [name for name in ("one", "two", "three") if is_kept(name)]
    assert kept == ["one", "three"]


def test_bytes_are_bounded_too():
    store = Pieces(most_bytes=10_000)
    for number in range(50):
        with watching(store):
            piece(str(number), lambda: "字" * 1_000)

    assert 0 < store.size <= 10_000
    assert len(store) == store.size // (store.size // len(store)) < 5
    store.clear()
    assert (len(store), store.size) == (0, 0)


def test_markup_is_kept_by_all_names_it_is_given():
    source = "{% load pieces %}{% piece 'row' number %}<b>{{ word }}</b>{% endpiece %}"
    template, store = Template(source), Pieces()

    def shown(number: int, word: str) -> str:
        with watching(store):
            return template.render(Context({"number": number, "word": word}))

    assert shown(1, "甲&") == shown(1, "乙") == "<b>甲&amp;</b>"
    assert shown(2, "乙") == "<b>乙</b>"


def test_markup_without_a_name_is_refused():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load pieces %}{% piece %}{% endpiece %}")


class Counter:
    """Counts `rows`, and remembers what it was asked for."""

    def __init__(self, **rows: int) -> None:
        self.rows = {int(key[1:]): number for key, number in rows.items()}
        self.asked: list[set[int] | None] = []

    def __call__(self, pks):
        self.asked.append(None if pks is None else set(pks))
        return {pk: n for pk, n in self.rows.items() if pks is None or pk in pks}


def counted(store: Pieces, count: Counter) -> dict[int, int]:
    with watching(store):
        return dict(tally("authors", ("below", "page"), count))


def test_only_what_changed_is_counted_anew():
    store, count = Pieces(), Counter(p1=3, p2=5)
    assert counted(store, count) == counted(store, count) == {1: 3, 2: 5}
    count.rows = {1: 4, 3: 1}

    store.hear(purged("below:1", "page:2", "tag:3", "site"))
    assert counted(store, count) == {1: 4}
    store.hear(purged("page:3"))

    assert counted(store, count) == {1: 4, 3: 1}
    assert count.asked == [None, {1, 2}, {3}]


@pytest.mark.parametrize("number", [1_001, 5_000])
def test_after_very_many_changes_all_is_counted_anew(number):
    store, count = Pieces(), Counter(p1=3)
    counted(store, count)

    store.hear(purged(*(f"page:{pk}" for pk in range(number))))

    assert counted(store, count) == {1: 3}
    assert count.asked == [None, None]


def test_what_may_have_changed_all_is_counted_anew():
    store, count = Pieces(), Counter(p1=3)
    counted(store, count)

    store.hear(purged(EVERYTHING))
    counted(store, count)

    assert count.asked == [None, None]


def test_changes_heard_while_it_is_counted_are_counted_next_time():
    store, count = Pieces(), Counter(p1=3)
    counted(store, count)
    store.hear(purged("page:1"))

    def late(pks):
        found = count(pks)
        store.hear(purged("page:1"))
        return found

    with watching(store):
        tally("authors", ("below", "page"), late)
    count.rows = {1: 4}

    assert counted(store, count) == {1: 4}


def test_a_failure_loses_no_change():
    store, count = Pieces(), Counter(p1=3)
    counted(store, count)
    store.hear(purged("page:1"))

    def fails(pks):
        raise RuntimeError

    with watching(store), pytest.raises(RuntimeError):
        tally("authors", ("below", "page"), fails)

    count.rows = {1: 4}
    assert counted(store, count) == {1: 4}


def test_without_pieces_all_is_counted_each_time():
    count = Counter(p1=3)

    with watching():
        tally("authors", ("page",), count)
    tally("authors", ("page",), count)

    assert count.asked == [None, None]
