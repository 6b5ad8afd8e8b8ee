"""Answers and ledger in a Redis that forgets, begins anew, hangs and dies."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.breaker import HelperAwayError, breaker_for
from core.caching.asked import Rule
from core.caching.keeper import Keeper
from core.caching.kept import Kept
from core.caching.making import Public
from core.caching.place import shared
from core.caching.purging import carry_out, carry_out_left, purge
from core.caching.shared import PREFIX, SharedStore
from core.caching.tests.conftest import Front, SmallSite, page
from core.caching.wrapper import PageCache
from core.models import Purge
from core.tests.redis_server import RedisServer

pytestmark = [
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture(autouse=True)
def _without_what_migrations_said(transactional_db):
    Purge.objects.all().delete()


@pytest.fixture
def server(tmp_path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture
def store(server) -> SharedStore:
    return SharedStore(server.url, most=100)


@pytest.fixture
def fronts(server, settings) -> Iterator[list[Front]]:
    """Two processes of one site."""
    settings.PAGE_CACHE_REDIS = server.url
    shared.cache_clear()
    site = SmallSite()
    yield [Front(PageCache(site, Keeper(1_000_000)), site) for _n in range(2)]
    shared.cache_clear()
    breaker_for("pages", server.url).close()


def answer(store: SharedStore, *tags: str, **facts: object) -> Kept:
    kept = Kept(
        status="200 OK",
        headers=[
            ("Content-Type", "text/html; charset=utf-8"),
            ("Vary", "Accept-Encoding"),
        ],
        etag='W/"1"',
        body="春水".encode() * 500,
        rule=Rule(("page",), frozenset({"origin"})),
        tags=frozenset(tags),
        begun=store.numbers()[0],
        made_at=time.time(),
        life=600.0,
    )
    return replace(kept, **facts)  # type: ignore[arg-type]


def change(store: SharedStore, *tags: str, gone: bool = False) -> None:
    store.enter(Purge.objects.create(tags=list(tags), is_gone=gone))


def test_an_answer_comes_back_as_it_was_kept(store):
    kept = answer(store, "page:1")

    assert store.keep("k", kept)
    found = store.find("k")

    assert found is not None
    for name in ("status", "headers", "etag", "body", "rule", "tags", "begun", "life"):
        assert getattr(found, name) == getattr(kept, name)
    assert found.form("gzip") == kept.form("gzip")
    assert store.find("other") is None


def test_what_changed_is_not_found(store):
    store.keep("one", answer(store, "page:1", "site"))
    store.keep("two", answer(store, "page:2", "site"))

    change(store, "page:1")

    assert store.find("one") is None
    assert store.find("two") is not None
    assert not Purge.objects.exists()


def test_what_was_begun_before_a_change_is_not_kept(store):
    store.keep("old", answer(store, "page:1"))
    late = answer(store, "page:1")
    change(store, "page:1")

    assert not store.keep("new", late)
    assert store.find("new") is None
    assert store.keep("new", answer(store, "page:1"))
    assert store.find("new") is not None


def test_what_redis_forgot_of_a_tag_is_no_proof(store, server):
    store.keep("k", answer(store, "page:1"))
    server.ask("DEL", f"{PREFIX}tag:page:1")

    assert store.find("k") is None


def test_a_reader_hears_of_every_change_in_order(store):
    reader = store.reader()
    change(store, "page:1")
    change(store, "page:2", gone=True)

    heard = reader.read()

    assert heard is not None
    assert [(sorted(e.tags), e.is_gone) for e in heard] == [
        (["page:1"], False),
        (["page:2"], True),
    ]
    assert heard[0].number < heard[1].number == reader.number
    assert reader.read() == []


def test_a_reader_that_looks_too_seldom_takes_nothing_for_true(store, monkeypatch):
    monkeypatch.setattr("core.caching.shared.LOG", 3)
    reader = store.reader()
    for number in range(5):
        change(store, f"page:{number}")

    assert reader.read() is None
    assert reader.read() == []


def test_the_oldest_answers_make_room(server):
    store = SharedStore(server.url, most=150)
    for number in range(160):
        store.keep(str(number), answer(store, made_at=1_000.0 + number))

    assert [store.find(str(n)) is not None for n in (0, 99, 100, 159)] == [
        *(False, False),
        *(True, True),
    ]


def test_a_redis_that_begins_anew_from_an_old_copy_gives_no_old_answer(store, server):
    store.keep("k", answer(store, "page:1"))
    server.ask("SAVE")
    change(store, "page:1")
    server.kill()
    server.start()
    assert server.ask("EXISTS", f"{PREFIX}tag:page:1") == 1

    assert store.find("k") is None


def test_a_reader_of_a_redis_that_lost_everything_begins_anew(store, server):
    reader = store.reader()
    change(store, "page:1")
    reader.read()
    before = reader.number
    server.ask("FLUSHALL")

    assert reader.read() is None
    assert reader.number > before
    store.keep("k", answer(store, "page:1"))
    assert store.find("k") is not None


def test_one_makes_an_answer_for_all(store):
    assert store.begin("k")
    assert not store.begin("k")
    store.end("k")
    assert store.begin("k")


def test_a_redis_that_is_gone_is_said_and_left_alone(store, server):
    server.kill()
    for _n in range(2):
        with pytest.raises(HelperAwayError):
            store.find("k")


# --- Two processes --------------------------------------------------------------------


def test_what_one_made_the_other_gives(fronts):
    one, other = fronts
    one.site.views["/"] = lambda environ: page("一", "page:1", said=Public(("page",)))

    first = one.get("/")

    assert other.get("/").body == first.body
    assert other.get("/?page=2").body == first.body
    assert one.get("/?page=2&x=1").body == first.body
    assert one.site.asked == ["/", "/?page=2"]


def test_what_changed_is_new_for_both(fronts):
    one, other = fronts
    one.site.views["/"] = lambda environ: page("一", "page:1")
    for front in fronts:
        front.get("/")
    one.site.views["/"] = lambda environ: page("二", "page:1")

    purge("page:1")

    for front in fronts:
        front.cache.keeper.look()
        assert front.get("/").body.decode() == "二"
    assert one.site.asked == ["/", "/"]


def test_pages_are_made_while_redis_is_gone_and_purges_wait(fronts, server):
    one, other = fronts
    one.site.views["/"] = lambda environ: page("一", "page:1")
    for front in fronts:
        front.get("/")
    server.kill()
    for front in fronts:
        front.cache.keeper.look()

    assert [one.get("/").body.decode() for _n in range(2)] == ["一", "一"]
    assert one.site.asked == ["/", "/", "/"]
    one.site.views["/"] = lambda environ: page("二", "page:1")
    purge("page:1")
    assert Purge.objects.filter(is_out=False).count() == 1

    server.start()
    breaker_for("pages", server.url).close()
    Purge.objects.update(made_at="2026-01-01T00:00:00Z")
    assert one.get("/").body.decode() == "二"
    for front in fronts:
        front.cache.keeper.look()
        assert front.get("/").body.decode() == "二"
    assert not Purge.objects.exists()


def test_what_was_left_is_carried_out_once(fronts):
    row = Purge.objects.create(tags=["page:1"], made_at="2026-01-01T00:00:00Z")

    assert (carry_out_left(), carry_out_left()) == (1, 0)
    carry_out(row)

    assert not Purge.objects.exists()
