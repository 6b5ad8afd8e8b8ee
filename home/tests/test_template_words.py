"""The small filters: money, dates, languages, addresses."""

from datetime import UTC, date, datetime

import pytest

from django.utils import translation

from core.templatetags.dates import language_tag, reading_date, reading_month
from core.templatetags.money import yuan
from home.templatetags.front import picks_beside
from serving.templatetags.addresses import domain, safe_address, without_scheme
from serving.templatetags.seo import ld_json


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (0, "¥0.00"),
        (1, "¥0.01"),
        (1200, "¥12.00"),
        (1_000_000, "¥10,000.00"),
        (-305, "-¥3.05"),
        (None, "¥0.00"),
    ],
)
def test_yuan_shows_fen_exactly(fen, shown):
    assert yuan(fen) == shown


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("zh-hans", "2026年11月21日", "2026年11月"),
        ("en", "21 Nov 2026", "November 2026"),
    ],
)
def test_dates_are_written_as_the_language_does(language, day, month):
    with translation.override(language):
        assert reading_date(date(2026, 11, 21)) == day
        assert reading_month(2026, 11) == month


def test_moment_is_dated_in_the_zone_of_the_site():
    late_evening_in_london = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    with translation.override("zh-hans"):
        assert reading_date(late_evening_in_london) == "2026年11月21日"


def test_no_date_is_no_text():
    assert reading_date(None) == ""


@pytest.mark.parametrize(
    ("code", "tag"),
    [("zh-hans", "zh-Hans"), ("en", "en"), ("en-gb", "en-GB"), ("", ""), (None, "")],
)
def test_language_tag_is_bcp_47(code, tag):
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a?b=1",
        "http://例子.中国/",
        "mailto:a@b.cn",
        "/tags/",
        "#top",
    ],
)
def test_address_a_reader_may_follow_stays(url):
    assert safe_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "javascript://example.com/%0aalert(1)",
        "//example.com/",
        "/\\example.com/",
        "http://[",
        "tags",
        "",
        None,
    ],
)
def test_address_that_leads_astray_is_dropped(url):
    assert safe_address(url) == ""


def test_address_is_shown_without_what_nobody_reads():
    assert domain("https://www.example.com/a") == "example.com"
    assert domain("http://[") == ""
    assert without_scheme("https://example.com/a/") == "example.com/a"


def test_json_ld_cannot_end_its_element():
    shown = ld_json({"name": "</script><script>alert(1)</script>&荏苒"})

    assert shown == (
        '<script type="application/ld+json">{"name": '
        '"\\u003C/script\\u003E\\u003Cscript\\u003Ealert(1)'
        '\\u003C/script\\u003E\\u0026荏苒"}</script>'
    )


class Row:
    def __init__(self, pk: int) -> None:
        self.pk = self.article_id = pk


def test_first_pick_is_not_what_the_carousel_shows():
    first, second, third = Row(1), Row(2), Row(3)

    assert picks_beside([first, second, third], [first]) == [second, third, first]
