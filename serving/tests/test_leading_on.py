"""Where an address below one that has moved leads, and how its guesses are counted."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import translation

from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect

from serving.guesses import PausedForm, _key
from serving.old_addresses import LONGEST, FittingRedirects
from serving.redirects import (
    MOST_PARTS,
    RedirectMiddleware,
    _lead_on,
    follow_above,
)


def redirect(link: str, *, is_permanent: bool = True) -> SimpleNamespace:
    return SimpleNamespace(link=link, is_permanent=is_permanent)


def leads(link: str, path: str, rest: list[str], **query: str) -> str | None:
    answer = _lead_on(redirect(link), rest, RequestFactory().get(path, query))
    return answer and answer["Location"]


@pytest.mark.parametrize(
    ("link", "path", "rest", "location"),
    [
        ("/xin/", "/jiu/feed.xml", ["feed.xml"], "/xin/feed.xml"),
        ("/xin", "/jiu/shu/", ["shu"], "/xin/shu/"),
        ("/xin//", "/jiu/shu", ["shu"], "/xin/shu"),
        ("/xin/", "/jiu/shu/pian/", ["shu", "pian"], "/xin/shu/pian/"),
        ("https://b.example/a/", "/jiu/x/", ["x"], "https://b.example/a/x/"),
        ("/", "/jiu/x/", ["x"], "/x/"),
    ],
)
def test_what_is_below_comes_along(link, path, rest, location):
    assert leads(link, path, rest) == location


@pytest.mark.parametrize("kind", [True, False])
def test_a_passing_redirect_stays_a_passing_one(kind):
    request = RequestFactory().get("/jiu/x/")

    answer = _lead_on(redirect("/xin/", is_permanent=kind), ["x"], request)

    assert answer.status_code == (301 if kind else 302)


def test_a_question_comes_along_as_it_was_asked():
    location = leads("/xin/", "/jiu/x/", ["x"], page="2", q="山 水")

    assert location == "/xin/x/?page=2&q=%E5%B1%B1+%E6%B0%B4"


@pytest.mark.parametrize(
    ("link", "path"), [("/jiu/", "/jiu/x/"), ("/%E5%B1%B1/", "/山/x/")]
)
def test_an_address_never_leads_to_itself(link, path):
    assert leads(link, path, ["x"]) is None
    assert leads(link, path, ["x"], page="2") is None


segments = st.text(st.characters(exclude_characters="/"), min_size=1, max_size=8)


@given(rest=st.lists(segments, min_size=1, max_size=4), is_folder=st.booleans())
def test_whatever_somebody_asks_for_leads_below_the_new_address(rest, is_folder):
    request = RequestFactory().get("/")
    request.path_info = f"/jiu/{'/'.join(rest)}{'/' if is_folder else ''}"

    answer = _lead_on(redirect("/xin/"), rest, request)

    location = answer["Location"]
    assert location.startswith("/xin/")
    assert "\n" not in location
    assert "\r" not in location


@pytest.mark.parametrize(
    "path", ["/\0/a/", "/" + "a/" * (MOST_PARTS + 1), "/" + "a" * 10 + "\0/b"]
)
def test_what_cannot_have_moved_is_not_looked_for(path):
    """No `django_db` mark: a query would fail the test."""
    request = RequestFactory().get("/")
    request.path_info = path

    assert follow_above(request) is None


# --- Redirects that fit their table ----------------------------------------------


def adding(path: str, *, as_row: bool) -> list[str]:
    """Old addresses that are kept when `path` is added to another."""
    batch = FittingRedirects(max_size=100)
    kept = {"redirect_page_id": 1, "automatically_created": True}
    batch.add(old_path="/first", **kept)
    if as_row:
        batch.add(instance=Redirect(old_path=path, **kept))
    else:
        batch.add(old_path=path, **kept)
    return [row.old_path for row in batch.items]


@pytest.mark.parametrize("as_row", [True, False])
@pytest.mark.parametrize(
    ("length", "is_kept"), [(2, True), (LONGEST, True), (LONGEST + 1, False)]
)
def test_what_is_too_long_for_the_table_is_left_out(caplog, length, is_kept, as_row):
    path = "/" + "a" * (length - 1)

    assert adding(path, as_row=as_row) == (["/first", path] if is_kept else ["/first"])
    assert ("redirect_too_long" in caplog.text) is not is_kept


def test_wagtail_makes_its_redirects_with_ours():
    assert signal_handlers.BatchRedirectCreator is FittingRedirects


# --- Guesses at a shared password ------------------------------------------------


def paused(seconds: float, language: str = "zh-hans") -> tuple[str, str]:
    """Code and words for somebody who has the right password, too late."""
    data = {"password": LOCK.password, "return_url": "/"}
    with translation.override(language):
        form = PausedForm(data, instance=LOCK, seconds=seconds)
        [error] = form.errors.as_data()["password"]
        return error.code, error.messages[0]


LOCK = SimpleNamespace(password="山", pk=3, _meta=SimpleNamespace(model_name="lock"))


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (0.4, 1), (60, 1), (60.1, 2), (900, 15)]
)
def test_even_the_right_password_waits_and_is_told_how_long(seconds, minutes):
    code, words = paused(seconds)

    assert code == "paused"
    assert words.startswith(f"试的次数太多了，请 {minutes} 分钟后再来，")


@pytest.mark.parametrize(("seconds", "time"), [(1, "1 minute"), (61, "2 minutes")])
def test_english_counts_minutes(seconds, time):
    assert paused(seconds, "en")[1] == (
        f"Too many tries. Come back in {time}, or ask whoever shared it for the "
        "password again."
    )


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.1", "lock:3:192.0.2.1"),
        ("2001:db8::1", "lock:3:2001:db8::"),
        ("2001:db8:0:0:ffff::9", "lock:3:2001:db8::"),
        ("::ffff:192.0.2.1", "lock:3:192.0.2.1"),
        ("", "lock:3:unknown"),
        ("unix:", "lock:3:unknown"),
    ],
)
def test_a_household_has_one_count_for_each_password(address, key):
    with override_settings(TRUSTED_PROXIES=0):
        assert _key(RequestFactory(REMOTE_ADDR=address).get("/"), LOCK) == key


def test_an_answer_that_was_found_is_left_alone():
    """The middleware looks at what nobody answered, and at nothing else."""
    answer = HttpResponse("页", status=410)
    middleware = RedirectMiddleware(lambda _request: answer)

    assert middleware(RequestFactory().get("/jiu/")) is answer
