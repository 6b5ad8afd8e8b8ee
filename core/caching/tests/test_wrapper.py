"""What is given from what is kept, and what never is."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from core.caching.asked import Asked, Rule
from core.caching.ledger import DatabaseLedger
from core.caching.making import MANY, Public, note_end
from core.caching.purging import carry_out, purge
from core.caching.tests.conftest import HOST, in_a_thread, page
from core.models import Purge

pytestmark = pytest.mark.django_db


def change(front, *tags, gone=False):
    """As `purge` after its commit, heard at once."""
    row = Purge.objects.create(tags=[*tags, MANY], is_gone=gone)
    DatabaseLedger().enter(row)
    front.cache.keeper.look()


def test_an_answer_is_made_once(front):
    front.site.views["/"] = lambda environ: page("一", "page:1")

    first, second = front.get("/"), front.get("/")

    assert (first.status, first.body) == (second.status, second.body)
    assert second.body.decode() == "一"
    assert front.site.asked == ["/"]


def test_what_no_view_called_public_is_asked_for_each_time(front):
    front.site.views["/me/"] = lambda environ: HttpResponse("我")

    assert [front.get("/me/").body.decode() for _n in range(2)] == ["我", "我"]
    assert front.site.asked == ["/me/", "/me/"]
    assert len(front.cache.keeper.memory) == 0


@pytest.mark.parametrize("tags", [("page:1",), ("other", "page:1"), ("everything",)])
def test_what_changed_is_made_anew(front, tags):
    front.site.views["/"] = lambda environ: page("一", "page:1")
    front.get("/")
    front.site.views["/"] = lambda environ: page("二", "page:1")

    change(front, *tags)

    assert front.get("/").body.decode() == "二"
    assert front.get("/").body.decode() == "二"
    assert front.site.asked == ["/", "/"]


def test_what_did_not_change_stays(front):
    front.site.views["/"] = lambda environ: page("一", "page:1")
    front.get("/")

    change(front, "page:2")

    assert front.get("/").body.decode() == "一"
    assert front.site.asked == ["/"]


def test_an_answer_that_shows_very_much_changes_with_anything(front):
    tags = [f"page:{number}" for number in range(1000)]
    front.site.views["/"] = lambda environ: page("一", *tags)
    front.get("/")

    for tag in ("everything", "page:7", "page:5000"):
        change(front, tag)
        front.get("/")

    assert front.site.asked == ["/"] * 4


def test_no_answer_that_was_begun_before_a_change_is_kept(front):
    def view(environ):
        change(front, "page:1")
        return page("旧", "page:1")

    front.site.views["/"] = view
    front.get("/")
    front.site.views["/"] = lambda environ: page("新", "page:1")

    assert front.get("/").body.decode() == "新"


def test_a_life_ends(front):
    front.site.views["/"] = lambda environ: page("一", said=Public(life=600))
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False) as clock:
        front.get("/")
        clock.shift(599)
        front.get("/")
        assert front.site.asked == ["/"]
        clock.shift(2)
        front.get("/")
        assert front.site.asked == ["/", "/"]


def test_what_it_shows_ends_by_itself(front):
    def view(environ):
        note_end(timezone.now() + timedelta(seconds=30))
        return page("一")

    front.site.views["/"] = view
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False) as clock:
        front.get("/")
        clock.shift(29)
        front.get("/")
        assert front.site.asked == ["/"]
        clock.shift(2)
        front.get("/")
        assert front.site.asked == ["/", "/"]


def test_not_found_is_kept_for_a_moment(front):
    front.site.views["/x/"] = lambda environ: page("没有", status=404)
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False) as clock:
        assert [front.get("/x/").status for _n in range(2)] == [404, 404]
        assert front.site.asked == ["/x/"]
        clock.shift(11)
        front.get("/x/")
        assert front.site.asked == ["/x/", "/x/"]


# --- The query ------------------------------------------------------------------------


def test_names_the_view_knows_split_its_answers(front):
    front.site.views["/"] = lambda environ: page(
        environ["QUERY_STRING"] or "无", said=Public(params=("q", "page"))
    )

    bodies = [
        front.get(path).body.decode()
        for path in ("/", "/?page=2", "/?q=a&page=2", "/?page=2&q=a", "/?page=2")
    ]

    assert bodies == ["无", "page=2", "q=a&page=2", "q=a&page=2", "page=2"]
    assert front.site.asked == ["/", "/?page=2", "/?q=a&page=2"]


def test_other_names_neither_pass_by_nor_fill(front):
    front.site.views["/"] = lambda environ: page(environ["QUERY_STRING"] or "无")

    # Nobody knows yet what the view knows.
    assert front.get("/?evil=1").body.decode() == "evil=1"
    assert front.get("/").body.decode() == "无"
    assert front.get("/?evil=2").body.decode() == "无"
    assert front.get("/?utm_source=x&evil=3").body.decode() == "无"
    assert front.site.asked == ["/?evil=1", "/"]


def test_what_others_learn_meanwhile_keeps_no_other_names(front):
    """The view is known by the time its answer to an odd query is there."""

    def view(environ):
        if environ["QUERY_STRING"]:
            front.get("/")
        return page(environ["QUERY_STRING"] or "无")

    front.site.views["/"] = view

    assert front.get("/?evil=1").body.decode() == "evil=1"
    assert front.get("/").body.decode() == "无"
    assert front.site.asked == ["/?evil=1", "/"]


def test_a_view_in_the_place_of_another_reads_names_of_its_own(front):
    front.site.views["/"] = lambda environ: page("单页", "a")
    front.get("/")
    front.site.views["/"] = lambda environ: page(
        environ["QUERY_STRING"] or "一", said=Public(params=("page",))
    )
    change(front, "a")

    front.get("/?page=2")

    assert front.get("/?page=2").body.decode() == "page=2"
    assert front.get("/").body.decode() == "一"


def test_what_another_process_knows_of_an_address_counts(front):
    front.site.views["/"] = lambda environ: page("单页")
    front.get("/")
    keeper = front.cache.keeper
    asked = Asked(f"http://{HOST}/", "", {})
    kept = keeper.find(asked.address)
    assert kept is not None
    # As it comes from Redis: made there, of another page in the same place.
    newer = replace(kept, rule=Rule(("page",)), body="一".encode(), _forms={})
    keeper.memory.keep(asked.address, newer, keeper.memory.heard())
    front.site.views["/"] = lambda environ: page(
        environ["QUERY_STRING"] or "一", said=Public(params=("page",))
    )

    assert front.get("/?page=2").body.decode() == "page=2"
    assert front.get("/").body.decode() == "一"


def test_where_nothing_was_there_may_be_a_list_now(front):
    def absent(environ):
        return page("无", "absent", said=Public(params=None), status=404)

    front.site.views["/"] = absent
    front.get("/")
    front.site.views["/"] = lambda environ: page(
        environ["QUERY_STRING"] or "一", said=Public(params=("page",))
    )
    change(front, "absent")

    for _ in range(2):
        assert front.get("/?page=2").body.decode() == "page=2"

    assert front.site.asked == ["/", "/?page=2"]


def test_where_a_server_says_the_site_stands_counts_for_nothing(front):
    front.site.views["/x/"] = lambda environ: page(environ["SCRIPT_NAME"] or "根")
    front.get("/x/")
    request = RequestFactory().get("/x/", headers={"host": HOST})

    said = []
    answer = front.cache(
        {**request.environ, "SCRIPT_NAME": "/y"}, lambda *args: said.append(args)
    )

    assert b"".join(answer) == b"/y"
    assert front.get("/x/").body.decode() == "根"


def test_a_head_has_what_a_get_would_have(front):
    front.site.views["/"] = lambda environ: page("一" * 100, "a")
    got = front.get("/", accept_encoding="gzip")
    change(front, "a")

    head = front.get("/", "head", accept_encoding="gzip")

    assert (head.status, head.headers, head.body) == (200, got.headers, b"")


def test_what_changed_on_its_way_from_redis_is_old(front):
    front.site.views["/"] = lambda environ: page("一", "a")
    front.get("/")
    memory = front.cache.keeper.memory
    kept = memory.find(f"http://{HOST}/")
    heard = memory.heard()
    change(front, "a")

    assert not memory.keep("k", kept, heard)
    assert memory.find("k") is None
    assert memory.keep("k", kept, memory.heard())


def test_what_is_missing_is_made_without_the_other_names(front):
    front.site.views["/"] = lambda environ: page(environ["QUERY_STRING"] or "无", "a")
    front.get("/")
    change(front, "a")

    assert front.get("/?evil=1").body.decode() == "无"
    assert front.site.asked == ["/", "/"]


@pytest.mark.parametrize(
    "query", ["page=1&page=2", f"page={'9' * 400}", "page=1&" * 40]
)
def test_a_doubtful_query_is_answered_for_itself(front, query):
    said = Public(params=("page",))
    front.site.views["/"] = lambda environ: page("一", said=said)
    front.get("/")

    front.get(f"/?{query}")
    front.get(f"/?{query}")

    assert front.site.asked[1:] == [f"/?{query}"] * 2
    assert len(front.cache.keeper.memory) == 1


def test_where_the_whole_query_counts_only_the_bare_address_is_kept(front):
    said = Public(params=None)
    front.site.views["/old/"] = lambda environ: page(
        environ["QUERY_STRING"] or "无", status=404, said=said
    )

    bodies = [front.get(p).body.decode() for p in ("/old/", "/old/?a=1", "/old/?a=1")]

    assert bodies == ["无", "a=1", "a=1"]
    assert front.get("/old/").body.decode() == "无"
    assert front.site.asked == ["/old/", "/old/?a=1", "/old/?a=1"]


# --- Poison ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:8001"},
        {"host": "evil.example"},
        {"authorization": "Bearer x"},
        {"transfer_encoding": "chunked"},
    ],
)
def test_odd_requests_do_not_fill_the_place_of_plain_ones(front, settings, headers):
    settings.DEBUG = False
    front.site.views["/"] = lambda environ: page(
        f"{environ['HTTP_HOST']} {environ.get('HTTP_AUTHORIZATION', '')}"
    )

    odd = front.get("/", **headers)
    plain = front.get("/")

    assert plain.body == b"127.0.0.1:8000 "
    assert front.get("/", **headers).body == odd.body
    assert front.get("/").body == plain.body


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "A.example", "a.example."])
def test_other_spellings_of_a_host_fill_no_place(front, settings, host):
    settings.DEBUG = False
    front.site.views["/"] = lambda environ: page("一")

    front.get("/", host=host)

    assert len(front.cache.keeper.memory) == 0


def test_the_scheme_splits_answers_as_django_sees_it(front, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    front.site.views["/"] = lambda environ: page(
        environ.get("HTTP_X_FORWARDED_PROTO", "none")
    )

    seen = [
        front.get("/", **({"x_forwarded_proto": proto} if proto else {})).body.decode()
        for proto in ("https", "http", "", "https", "evil")
    ]

    # What is no "https" is not secure, whatever it is called.
    assert seen == ["https", "http", "http", "https", "http"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_answered_from_what_is_kept(front, method):
    front.site.views["/"] = lambda environ: page(environ["REQUEST_METHOD"])
    front.get("/")

    assert front.get("/", method).body.decode() == method.upper()
    assert front.get("/").body == b"GET"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda response: response.set_cookie("a", "b"),
        lambda response: response.__setitem__("Vary", "Cookie"),
        lambda response: response.__setitem__("Vary", "*"),
        lambda response: response.__setitem__("Vary", "User-Agent"),
        lambda response: response.__setitem__("Cache-Control", "private"),
        lambda response: setattr(response, "status_code", 206),
        lambda response: setattr(response, "status_code", 500),
        lambda response: setattr(response, "said", None),
        lambda response: setattr(response, "said", Public(is_kept=False)),
    ],
)
def test_what_is_not_for_all_is_not_kept(front, spoil):
    def view(environ):
        response = page("一")
        spoil(response)
        return response

    front.site.views["/"] = view

    front.get("/")
    front.get("/")

    assert front.site.asked == ["/", "/"]
    assert len(front.cache.keeper.memory) == 0


def test_a_method_named_in_a_header_changes_nothing(front):
    front.site.views["/"] = lambda environ: page("一")
    front.get("/", x_http_method_override="DELETE")

    assert front.get("/").body.decode() == "一"
    assert front.site.asked == ["/"]


def test_a_request_with_a_body_is_none_to_keep(front):
    front.site.views["/"] = lambda environ: page(environ.get("CONTENT_LENGTH", ""))

    front.get("/", content_length="4")
    front.get("/")

    assert front.site.asked == ["/", "/"]


# --- Failures and crowds --------------------------------------------------------------


def failing(environ):
    return HttpResponse("坏了", status=500)


def test_an_old_answer_stands_in_for_one_that_fails(front):
    front.site.views["/"] = lambda environ: page("一", "page:1")
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False) as clock:
        front.get("/")
        front.site.views["/"] = failing
        change(front, "page:1")
        clock.shift(59)
        assert (front.get("/").status, front.get("/").body.decode()) == (200, "一")
        clock.shift(2)
        assert front.get("/").status == 500


def test_what_is_gone_never_stands_in(front):
    front.site.views["/"] = lambda environ: page("一", "page:1")
    front.get("/")
    front.site.views["/"] = failing

    change(front, "page:1", gone=True)

    assert front.get("/").status == 500


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_makes_the_answer_while_others_wait(front):
    made, go_on = threading.Event(), threading.Event()

    def view(environ):
        made.set()
        assert go_on.wait(10)
        return page("一")

    front.site.views["/"] = view
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(in_a_thread, lambda: front.get("/"))
        assert made.wait(10)
        others = [pool.submit(in_a_thread, lambda: front.get("/")) for _n in range(5)]
        go_on.set()
        bodies = [each.result().body.decode() for each in (first, *others)]

    assert bodies == ["一"] * 6
    assert front.site.asked == ["/"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_others_get_the_old_one_meanwhile(front):
    made, go_on = threading.Event(), threading.Event()
    front.site.views["/"] = lambda environ: page("旧", "page:1")
    front.get("/")
    change(front, "page:1")

    def view(environ):
        made.set()
        assert go_on.wait(10)
        return page("新", "page:1")

    front.site.views["/"] = view
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(in_a_thread, lambda: front.get("/"))
        assert made.wait(10)
        assert front.get("/").body.decode() == "旧"
        go_on.set()
        assert first.result().body.decode() == "新"
    assert front.get("/").body.decode() == "新"


# --- Purging --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_purge_is_heard_after_its_commit(front):
    front.site.views["/"] = lambda environ: page("一", "page:1")
    front.get("/")

    purge("page:1")
    front.cache.keeper.look()
    front.get("/")

    assert front.site.asked == ["/", "/"]


def test_a_purge_left_by_somebody_who_died_is_carried_out(front):
    front.site.views["/"] = lambda environ: page("一", "page:1")
    front.get("/")
    row = Purge.objects.create(tags=["page:1"])
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        from core.caching.purging import carry_out_left

        assert carry_out_left() == 1
        assert carry_out_left() == 0
        front.cache.keeper.look()
    front.get("/")

    assert front.site.asked == ["/", "/"]
    assert not Purge.objects.filter(pk=row.pk).exists()


def test_a_purge_carried_out_twice_is_one(front):
    row = Purge.objects.create(tags=["page:1"])
    carry_out(row)
    carry_out(row)

    out = Purge.objects.filter(is_out=True, tags=["page:1"])
    assert out.count() == 1
    assert not Purge.objects.filter(is_out=False).exists()
