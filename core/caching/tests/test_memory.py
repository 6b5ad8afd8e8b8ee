"""What one process keeps has an end, however many addresses are asked for."""

import itertools
import time
import tracemalloc

from core.caching.asked import Rule
from core.caching.kept import Kept
from core.caching.ledger import Entered
from core.caching.memory import MOST_RULES, Memory

MILLION = 1_000_000


def kept(body: bytes = b"x" * 500, *, life: float = 600, tags: str = "a") -> Kept:
    return Kept(
        status="200 OK",
        headers=[],
        etag="",
        body=body,
        rule=Rule(),
        tags=frozenset(tags.split()),
        begun=0,
        made_at=time.time(),
        life=life,
    )


def test_a_million_addresses_take_no_more_than_was_allowed():
    memory = Memory(400_000)
    tracemalloc.start()
    for number in range(MILLION):
        address = f"http://a/{number}/"
        if number % 20 == 0:
            memory.keep(address, kept(), memory.heard())
        if number % 10 == 0:
            memory.learn(address, Rule())
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert memory.size <= 400_000
    assert memory.find(f"http://a/{MILLION - 20}/") is not None
    assert memory.find("http://a/0/") is None
    assert memory.rule("http://a/0/") is None
    assert memory.rule(f"http://a/{MILLION - 10}/") == Rule()
    # What Python needs for names and tables beside the answers.
    assert size < 400_000 + MOST_RULES * 1_000


def test_what_is_asked_for_stays_longest():
    memory = Memory(20_000)
    memory.keep("kept", kept(), memory.heard())
    for number in range(50):
        memory.keep(str(number), kept(), memory.heard())
        assert memory.find("kept") is not None

    assert memory.find("0") is None


def test_what_is_gone_soon_takes_no_place_of_what_stays():
    memory = Memory(40_000)
    memory.keep("page", kept(), memory.heard())
    for number in range(1_000):
        memory.keep(f"search{number}", kept(life=30), memory.heard())

    assert memory.find("page") is not None
    assert memory.find("search999") is not None
    assert memory.find("search0") is None


def test_an_answer_moves_between_what_stays_and_what_goes():
    memory = Memory(100_000)
    memory.keep("a", kept(b"found"), memory.heard())
    memory.keep("a", kept(b"absent", life=10), memory.heard())
    found = memory.find("a")

    assert found is not None
    assert found.body == b"absent"
    assert len(memory) == 1


def test_what_is_larger_than_all_is_not_kept():
    memory = Memory(10_000)
    memory.keep("a", kept(b"x" * 20_000), memory.heard())

    assert (memory.find("a"), memory.size) == (None, 0)


def test_changes_are_heard_by_tag():
    memory = Memory(1_000_000)
    for key, tags in (("one", "a site"), ("two", "b site"), ("three", "c")):
        memory.keep(key, kept(tags=tags), memory.heard())
    memory.hear(
        [Entered(1, frozenset("a"), False), Entered(2, frozenset("b"), True)], 5.0
    )

    one, three = memory.find("one"), memory.find("three")
    assert one is not None
    assert one.old_since == 5.0
    assert memory.find("two") is None
    assert three is not None
    assert three.old_since is None
    memory.clear()
    assert (len(memory), memory.size) == (0, 0)


def test_the_size_is_what_is_there():
    memory = Memory(30_000)
    for number in itertools.islice(itertools.cycle(range(7)), 100):
        memory.keep(str(number), kept(b"x" * (number * 997)), memory.heard())

    sizes = [
        entry[1]
        for shelf in memory._shelves.values()
        for entry in shelf.answers.values()
    ]
    assert memory.size == sum(sizes) <= 30_000
