"""One answer in every form it is asked for, by the rules of RFC 9110."""

import gzip

import brotli
import pytest

from core.caching.kept import encoding_for
from core.caching.tests.conftest import page

pytestmark = pytest.mark.django_db
TEXT = "春水初生，春林初盛。" * 200
HTML = "text/html; charset=utf-8"


@pytest.fixture
def open_front(front):
    front.site.views["/"] = lambda environ: page(
        TEXT,
        content_type=HTML,
        headers={
            "ETag": '"abc"',
            "Content-Language": "zh-hans",
            "Last-Modified": "Wed, 25 Nov 2026 10:00:00 GMT",
            "X-Request-ID": "of one request",
        },
    )
    front.get("/")
    return front


@pytest.mark.parametrize(
    ("wishes", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0, *;q=0.1", "gzip"),
        ("gzip;q=0, br; q=0.000", ""),
        ("*;q=0", ""),
        ("deflate", ""),
        (";;;,,=", ""),
    ],
)
def test_the_encoding_a_client_wishes(wishes, encoding):
    assert encoding_for(wishes) == encoding


@pytest.mark.parametrize(
    ("encoding", "undo"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_squeezed_answer_is_the_same_answer(open_front, encoding, undo):
    plain = open_front.get("/")
    squeezed = open_front.get("/", accept_encoding=encoding)

    assert plain.body == TEXT.encode()
    assert undo(squeezed.body) == plain.body
    assert squeezed.headers == plain.headers | {
        "Content-Encoding": encoding,
        "Content-Length": str(len(squeezed.body)),
    }
    assert plain.headers["Content-Length"] == str(len(plain.body))
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert open_front.get("/", accept_encoding=encoding).body == squeezed.body
    assert open_front.site.asked == ["/"]


def test_what_belongs_to_one_request_is_not_kept(open_front):
    headers = open_front.get("/").headers

    assert "X-Request-ID" not in headers
    assert headers["Content-Language"] == "zh-hans"
    assert headers["ETag"] == 'W/"abc"'


@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_head_has_the_same_headers_and_no_body(open_front, encoding):
    full = open_front.get("/", accept_encoding=encoding)
    head = open_front.get("/", "head", accept_encoding=encoding)

    assert (head.status, head.headers, head.body) == (200, full.headers, b"")
    assert open_front.site.asked == ["/"]


@pytest.mark.parametrize(
    "condition",
    [
        {"if_none_match": 'W/"abc"'},
        {"if_none_match": '"abc"'},
        {"if_none_match": '"x", W/"abc"'},
        {"if_none_match": "*"},
        {"if_modified_since": "Wed, 25 Nov 2026 10:00:00 GMT"},
        {"if_modified_since": "Thu, 26 Nov 2026 10:00:00 GMT"},
    ],
)
def test_who_has_it_is_told_so(open_front, condition):
    answer = open_front.get("/", **condition)

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers == {
        "Cache-Control": "public, max-age=0, s-maxage=2",
        "Vary": "Accept-Encoding",
        "ETag": 'W/"abc"',
    }


@pytest.mark.parametrize(
    "condition",
    [
        {"if_none_match": '"x"'},
        {"if_none_match": "abc"},
        {"if_none_match": ""},
        # The tag decides where both are said.
        {
            "if_none_match": '"x"',
            "if_modified_since": "Thu, 26 Nov 2026 10:00:00 GMT",
        },
        {"if_modified_since": "Tue, 24 Nov 2026 10:00:00 GMT"},
        {"if_modified_since": "yesterday"},
        {"range": "bytes=0-10"},
    ],
)
def test_everybody_else_gets_all_of_it(open_front, condition):
    answer = open_front.get("/", **condition)

    assert (answer.status, answer.body) == (200, TEXT.encode())


@pytest.mark.parametrize(
    ("kind", "text"),
    [("image/png", TEXT), (HTML, "短")],
)
def test_what_squeezing_does_not_help_goes_as_it_is(front, kind, text):
    front.site.views["/"] = lambda environ: page(text, content_type=kind)

    answer = front.get("/", accept_encoding="gzip, br")

    assert answer.body == text.encode()
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("status", [301, 302, 404])
def test_only_what_is_there_can_be_unchanged(front, status):
    front.site.views["/"] = lambda environ: page(
        "x", status=status, headers={"ETag": '"abc"', "Location": "/b/"}
    )
    front.get("/")

    answer = front.get("/", if_none_match='"abc"')

    assert (answer.status, answer.headers["Location"]) == (status, "/b/")
    assert front.site.asked == ["/"]
