"""What an answer is kept under: never the same for two that may differ."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.test import RequestFactory

from core.caching.asked import EVERY_NAME, MOST_ADDRESS, Asked, Rule, ask

NAMES = ("q", "page", "kind")
RULE = Rule(NAMES)
VALUES = st.text(max_size=20)
PAIRS = st.lists(
    st.tuples(st.sampled_from([*NAMES, "utm", "x", "Q", "page "]), VALUES), max_size=6
)


def asked(query: str, **headers: str) -> Asked:
    environ = RequestFactory().get("/", headers=headers).environ
    return Asked("http://a/", query, environ | {"QUERY_STRING": query})


def seen(query: str) -> dict[str, str]:
    """What a view that knows `NAMES` reads, as Django reads it: the last one counts."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return {name: value for name, value in pairs if name in NAMES}


@given(PAIRS, PAIRS)
def test_two_queries_share_an_answer_only_where_the_view_reads_the_same(one, other):
    first, second = asked(urlencode(one)), asked(urlencode(other))
    keys = first.key(RULE), second.key(RULE)

    if None not in keys and keys[0] == keys[1]:
        assert seen(first.query) == seen(second.query)


@given(PAIRS)
def test_the_maker_of_an_answer_reads_what_its_key_says(pairs):
    request = asked(urlencode(pairs))
    if request.key(RULE) is None:
        return

    alone = request.alone(RULE)["QUERY_STRING"]

    assert seen(alone) == seen(request.query)
    assert asked(alone).key(RULE) == request.key(RULE)
    assert asked(alone).is_plain(RULE)


@given(st.text(max_size=60))
def test_any_query_is_read_or_left_alone(query):
    request = asked(query)

    key = request.key(RULE)
    assert key is None or key.startswith("http://a/")
    assert isinstance(request.is_plain(RULE), bool)


@pytest.mark.parametrize(
    ("origin", "part"),
    [
        ("https://a.example", "https://a.example"),
        ("https://evil.example", ""),
        ("", ""),
    ],
)
def test_only_known_origins_split_answers(settings, origin, part):
    settings.CORS_ALLOWED_ORIGINS = ["https://a.example"]
    key = asked("", origin=origin).key(Rule(headers=frozenset({"origin"})))

    assert key == f"http://a/\n\no{part}"


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("fr,de", "zh-hans"),
        ("", "zh-hans"),
        ("*", "zh-hans"),
        ("\0;q=x", "zh-hans"),
    ],
)
def test_wishes_count_as_the_language_they_lead_to(wishes, language):
    request = Asked("http://a/", "", {"HTTP_ACCEPT_LANGUAGE": wishes})

    assert request.key(Rule(headers=frozenset({"accept-language"}))) == (
        f"http://a/\n\nl{language}"
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_AUTHORIZATION": "Token x"},
        {"CONTENT_LENGTH": "1"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"PATH_INFO": "/" * (MOST_ADDRESS + 1)},
        {"QUERY_STRING": "x" * 3_000},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "UPPER.example"},
    ],
)
def test_what_no_kept_answer_is_for(changed):
    environ = RequestFactory().get("/", headers={"host": "a.example"}).environ
    assert ask(environ) is not None

    assert ask(environ | changed) is None


@pytest.mark.parametrize(
    ("accept", "is_plain"),
    [
        ("", True),
        ("*/*", True),
        ("application/json, text/plain, */*", True),
        ("application/json;q=0.9", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("*/*, text/html", False),
        ("image/webp", False),
    ],
)
def test_who_wishes_another_form_is_answered_for_himself(accept, is_plain):
    request = Asked("http://a/", "", {"HTTP_ACCEPT": accept})

    assert (request.key(Rule(headers=frozenset({"accept"}))) is not None) is is_plain


@given(PAIRS)
def test_where_every_name_counts_all_of_them_are_in_the_key(pairs):
    rule, request = Rule(EVERY_NAME), asked(urlencode(pairs))
    known = request.known(rule)

    if known is not None:
        assert sorted(parse_qsl(known, keep_blank_values=True)) == sorted(
            parse_qsl(request.query, keep_blank_values=True)
        )
        assert request.is_plain(rule)
